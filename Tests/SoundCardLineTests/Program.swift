import Foundation
import Glibc

/// The program itself, as a child process, with the devices of `Fixtures/alsa.conf`.
///
/// Foundation's `Process` notices an end only when no other child has inherited its socket, so the
/// system is asked here.
final class Program {
  /// How a process ended.
  enum End: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  private let printed: String
  private var process: pid_t = 0
  private var ended: End?

  /// Starts it.
  /// - Parameter folder: What it prints is kept there.
  init(_ words: [String], in folder: String) throws {
    printed = "\(folder)/printed-\(UInt32.random(in: .min ... .max))"
    // The build puts it beside the tests.
    let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent("voiceportal").path
    let environment = ProcessInfo.processInfo.environment.merging([
      "ALSA_CONFIG_PATH": fixtures.appendingPathComponent("alsa.conf").path,
      "VOICEPORTAL_PROMPTS": root.appendingPathComponent("Prompts").path,
    ]) { _, own in own }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, printed, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // The threads of the tests have signals blocked.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let code = unsafe withCStrings([path] + words) { words in
      unsafe withCStrings(environment.map { "\($0)=\($1)" }) { environment in
        unsafe posix_spawn(&process, path, &actions, &attributes, words, environment)
      }
    }
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
  }

  deinit { if ended == nil { kill(process, SIGKILL) } }

  /// Everything that it has printed so far.
  var output: String { (try? String(contentsOfFile: printed, encoding: .utf8)) ?? "" }

  /// Waits until it has printed this.
  func prints(_ text: String, withinSeconds seconds: Int = 20) -> Bool {
    for _ in 0..<seconds * 50 {
      if output.contains(text) { return true }
      pause(0.02)
    }
    return false
  }

  /// Sends a signal, and waits for the end.
  func end(by signal: Int32) -> End? {
    kill(process, signal)
    return end()
  }

  /// Waits for the end; `nil`: it has not come.
  func end(withinSeconds seconds: Int = 20) -> End? {
    for _ in 0..<seconds * 50 where ended == nil {
      var status: Int32 = 0
      if unsafe waitpid(process, &status, WNOHANG) == process {
        let signal = status & 0x7F
        ended = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
      } else {
        pause(0.02)
      }
    }
    return ended
  }
}

/// A list as C wants it: with a null at its end.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var pointers = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
  return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
    guard let base = buffer.baseAddress else { preconditionFailure("there is always the null") }
    return unsafe body(base)
  }
}
