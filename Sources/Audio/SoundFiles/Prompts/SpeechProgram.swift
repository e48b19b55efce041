import Foundation
import Processes

/// Runs a speech program to its end.
enum SpeechProgram {
  /// - Parameters:
  ///   - line: its name, looked for in `PATH`, and its words.
  ///   - errorsPath: where what it prints goes; the last line of it is the reason of a failure.
  static func run(
    _ voice: SpeechVoice, _ line: [String], errorsPath: String
  ) throws(PromptMakerError) {
    let end: ChildProcess.End
    do throws(ProcessError) {
      end = try ChildProcess.run(line[0], Array(line.dropFirst()), output: errorsPath)
    } catch {
      guard error.code != ENOENT else { throw missing(voice) }
      throw .failed(program: voice.program, reason: systemReason(error.code))
    }
    guard end != .exit(0) else { return }
    let said = (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? ""
    // 127 is the shell's answer when there is no such program.
    if end == .exit(127) || said.contains("No module named") { throw missing(voice) }
    let last = said.split(separator: "\n").last.map(String.init)
    throw .failed(
      program: voice.program, reason: SoundOpening.sentencePart(last ?? "it ended by \(end)"))
  }

  private static func missing(_ voice: SpeechVoice) -> PromptMakerError {
    .notInstalled(program: voice.program, remedy: voice.remedy)
  }
}
