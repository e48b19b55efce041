import Audio
import Foundation
import Processes
import SoundFiles
import Testing

/// A telephone (SIPp) that calls the portal of ``DemoPortal``.
@MainActor enum SIPCaller {
  /// A call to the portal that goes on until the portal ends it.
  static func listen() throws -> LiveCaller {
    let demo = try DemoPortal.shared.get()
    let folder = demo.folder + "/call-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let sipp = try ChildProcess(
      "/usr/bin/sipp",
      [
        "127.0.0.1:\(demo.sip)", "-sf",
        root.appending(path: "Fixtures/SIPp/call-hung-up.xml").path, "-i", "127.0.0.1", "-m", "1",
        "-p", "0", "-nostdin", "-timeout", "60s", "-timeout_error", "-trace_msg", "-message_file",
        folder + "/messages.txt",
      ], in: folder, output: folder + "/sipp.txt")
    return LiveCaller(process: sipp, messages: folder + "/messages.txt")
  }

  /// Leaves three seconds of speech in a mailbox, and hangs up.
  static func leaveMessage(for number: String, from caller: String = "02214710188") throws {
    let demo = try DemoPortal.shared.get()
    let folder = demo.folder + "/call-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let speech = try DemoPortal.speech(seconds: 3).map(G711.muLaw.encode)
    try Data(speech).write(to: URL(filePath: folder + "/speech.ul"))
    let end = try ChildProcess.run(
      "/usr/bin/sipp",
      [
        "127.0.0.1:\(demo.sip)", "-sf",
        root.appending(path: "Fixtures/SIPp/Portal/leave-by-file.xml").path, "-i", "127.0.0.1",
        "-m", "1", "-p", "0", "-nostdin", "-timeout", "60s", "-timeout_error", "-key", "uri",
        "sip:\(number)@127.0.0.1:\(demo.sip)", "-key", "caller", caller,
      ], in: folder, output: folder + "/sipp.txt")
    let said = String(
      decoding: FileManager.default.contents(atPath: folder + "/sipp.txt") ?? Data(),
      as: UTF8.self)
    try #require(end == .exit(0), "\(said.suffix(3_000))")
  }
}

/// A telephone (SIPp) in a call.
@MainActor final class LiveCaller {
  private let process: ChildProcess
  private let messages: String

  init(process: ChildProcess, messages: String) {
    (self.process, self.messages) = (process, messages)
  }

  func waitUntilAnswered() throws { try wait(for: "ACK sip:") }

  /// The portal has sent BYE, and the caller's phone has taken it.
  func waitUntilHungUp() throws {
    try wait(for: "BYE sip:")
    #expect(process.end(withinSeconds: 20) == .exit(0))
  }

  func stop() { process.send(SIGKILL) }

  private func wait(for text: String) throws {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      let said = String(
        decoding: FileManager.default.contents(atPath: messages) ?? Data(), as: UTF8.self)
      if said.contains(text) { return }
      usleep(20_000)
    }
    throw NotSeen(text)
  }
}
