import Foundation
import Processes

/// Runs a speech program to its end.
enum SpeechProgram {
  /// - Parameters:
  ///   - program: its name, looked for in `PATH`.
  ///   - errorsPath: where what it prints goes; the last line of it is the reason of a failure.
  static func run(
    _ program: String, _ arguments: [String], errorsPath: String
  ) throws(PromptMakerError) {
    let end: ChildProcess.End
    do throws(ProcessError) {
      end = try ChildProcess.run(program, arguments, output: errorsPath)
    } catch {
      guard error.code != ENOENT else { throw .notInstalled(program: program) }
      throw .failed(program: program, reason: systemReason(error.code))
    }
    guard end != .exit(0) else { return }
    let said = (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? ""
    let line = said.split(separator: "\n").last.map(String.init)
    throw .failed(program: program, reason: SoundOpening.sentencePart(line ?? "it ended by \(end)"))
  }
}
