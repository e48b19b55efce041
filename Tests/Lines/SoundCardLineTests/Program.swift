import Foundation
import Processes

/// A program of ours, as a child process, with the devices of `Fixtures/alsa.conf`.
final class Program {
  private let printed: String
  private let process: ChildProcess

  /// Starts it.
  /// - Parameter folder: What it prints is kept there.
  init(_ words: [String], in folder: String, called name: String = "voiceportal") throws {
    printed = "\(folder)/printed-\(UInt32.random(in: .min ... .max))"
    // The build puts it beside the tests.
    let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appendingPathComponent(name).path
    process = try ChildProcess(
      path, words,
      adding: [
        "ALSA_CONFIG_PATH": fixtures.appendingPathComponent("alsa.conf").path,
        "VOICEPORTAL_PROMPTS": root.appendingPathComponent("Prompts").path,
      ], output: printed)
  }

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
  func end(by signal: Int32) -> ChildProcess.End? {
    process.send(signal)
    return end()
  }

  /// Waits for the end; `nil` if it has not come.
  func end(withinSeconds seconds: Int = 20) -> ChildProcess.End? {
    process.end(withinSeconds: Double(seconds))
  }
}
