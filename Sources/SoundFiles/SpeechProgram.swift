import Foundation
import Glibc

/// Runs a speech program to its end. By `posix_spawn`: Foundation's `Process` takes 60 ms more for
/// each of a thousand prompts.
enum SpeechProgram {
  /// - Parameters:
  ///   - program: its name, looked for in `PATH`.
  ///   - errorsPath: where its error output goes; the last line of it is the reason of a failure.
  static func run(
    _ program: String, _ arguments: [String], errorsPath: String
  ) throws(PromptMakerError) {
    let (started, process) = spawn(program, arguments, errorsPath: errorsPath)
    guard started != ENOENT else { throw .notInstalled(program: program) }
    guard started == 0 else {
      throw .failed(program: program, reason: systemReason(started))
    }
    var status: Int32 = 0
    while true {
      let ended = unsafe waitpid(process, &status, 0)
      if ended == process { break }
      guard errno == EINTR else { throw .failed(program: program, reason: systemReason()) }
    }
    guard status == 0 else {
      let said = (try? String(contentsOfFile: errorsPath, encoding: .utf8)) ?? ""
      let line = said.split(separator: "\n").last.map(String.init)
      let reason = line ?? "it ended with status \(status >> 8), signal \(status & 127)"
      throw .failed(program: program, reason: SoundOpening.sentencePart(reason))
    }
  }

  private static func spawn(
    _ program: String, _ arguments: [String], errorsPath: String
  ) -> (code: Int32, process: pid_t) {
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&files, 2, errorsPath, O_WRONLY | O_CREAT, 0o600)
    let words = unsafe cStrings([program] + arguments)
    let variables = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
    let environment = unsafe cStrings(variables)
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe environment.indices { unsafe free(environment[index]) }
    }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, program, &files, nil, words, environment)
    return (code, process)
  }

  /// A list of C strings that ends with nil; the caller frees them.
  private static func cStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe strings.map { unsafe strdup($0) } + [nil]
  }
}
