import Foundation
import Processes

@testable import SoundCardLine

/// A PulseAudio of the test's own, without hardware: what the portal plays goes into the sink
/// `portal`, what the caller says into the sink `caller`.
final class SoundServer {
  let folder: String
  private let process: ChildProcess

  /// The sound card of the portal.
  var card: SoundCard.Devices {
    SoundCard.Devices(
      Devices.server(folder, "portal"), capture: Devices.server(folder, "caller.monitor"))
  }

  /// The telephone of the caller.
  var telephone: SoundCard.Devices {
    SoundCard.Devices(
      Devices.server(folder, "caller"), capture: Devices.server(folder, "portal.monitor"))
  }

  /// Starts it and waits until it answers.
  /// - Throws: When it does not; with what it said.
  init(in folder: String) throws {
    self.folder = folder
    try Self.script(in: folder).write(
      toFile: "\(folder)/server.pa", atomically: true, encoding: .utf8)
    // It ends by itself soon after its last client, should the tests die before they end it.
    let words = [
      "-n", "-F", "\(folder)/server.pa", "--daemonize=no", "--exit-idle-time=15",
      "--use-pid-file=no", "--log-level=error", "--realtime=no", "--high-priority=no",
      "--disable-shm=yes",
    ]
    let log = "\(folder)/log"
    process = try ChildProcess(
      "pulseaudio", words,
      adding: [
        "HOME": folder, "XDG_RUNTIME_DIR": folder, "PULSE_RUNTIME_PATH": "\(folder)/run",
        "LC_ALL": "C",
      ], output: log)
    for _ in 0..<200 {
      if (try? ALSADevice(card.playback, .playback)) != nil { return }
      guard process.end() == nil else { break }
      Thread.sleep(forTimeInterval: 0.05)
    }
    stop()
    throw Failure(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
  }

  struct Failure: Error { let log: String }

  /// Ends it as a crash would: what is connected loses it at once.
  func stop() {
    process.send(SIGKILL)
    _ = process.end(withinSeconds: 2)
    try? FileManager.default.removeItem(atPath: "\(folder)/sock")
  }

  /// A null sink alone has a latency of two seconds; something that listens to it with 20 ms keeps
  /// it short.
  private static func script(in folder: String) -> String {
    var lines = ["load-module module-native-protocol-unix auth-anonymous=1 socket=\(folder)/sock"]
    for sink in ["scrap", "portal", "caller"] {
      lines.append("load-module module-null-sink sink_name=\(sink) rate=8000 channels=1")
    }
    for sink in ["portal", "caller"] {
      lines.append(
        "load-module module-loopback source=\(sink).monitor sink=scrap latency_msec=20")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Runs the body with a sound server, and ends it whatever happens. On a thread of its own: other
/// tests keep those of the test runner busy, and a caller's time is real.
func withSoundServer(_ body: @escaping @Sendable (SoundServer) throws -> Void) async throws {
  try await withTaskExecutorPreference(OwnThread()) {
    try withScratchFolder { folder in
      let server = try SoundServer(in: folder)
      defer { server.stop() }
      try body(server)
    }
  }
}

/// Gives each job a thread of its own. The job stays the test's task, so that what fails in it is
/// counted for that test.
private final class OwnThread: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = unsafe asUnownedTaskExecutor()
    Thread { unsafe job.runSynchronously(on: executor) }.start()
  }
}
