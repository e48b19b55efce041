import Foundation
import Glibc
import Mailbox
import Processes
import Threads

/// An engine that is a program, run at low priority and stopped when its time is over, with whatever it
/// has started.
struct ProgramEngine {
  private let program: String

  init(_ program: String) { self.program = program }

  /// The most that a program may print.
  private static let mostBytes = 1 << 20
  /// So long it may take to end after it was asked to.
  private static let graceSeconds = 3.0
  private static let notFound: Int32 = 127
  private static let notExecutable: Int32 = 126

  func answer(
    _ path: String, _ language: Language, seconds: Int, isOver: @Sendable () -> Bool
  ) -> EngineAnswer {
    let output = path + ".json"
    defer { for file in [output, output + ".err"] { unsafe unlink(file) } }
    let process: ChildProcess
    do throws(ProcessError) {
      // A session of its own, so that all of it can be stopped; and its complaints apart.
      process = try ChildProcess(
        "/bin/sh",
        [
          "-c", "exec setsid nice -n 15 \"$@\" 2>\"$VOICEPORTAL_ERRORS\"", "sh", program, path,
          language.rawValue,
        ], adding: ["VOICEPORTAL_ERRORS": output + ".err"], output: output)
    } catch {
      return .missing("\(error)")
    }
    guard let end = wait(for: process, seconds: Double(seconds), isOver) else {
      stop(process)
      return isOver()
        ? .missing("The server ends.") : .failed("It took longer than \(seconds) s.")
    }
    // What it has left behind holds files and time.
    kill(-process.id, SIGKILL)
    switch end {
    case .exit(0): break
    case .exit(Self.notFound), .exit(Self.notExecutable):
      return .missing("\(program) cannot be started: \(complaint(output)).")
    case .exit(let code): return .failed("\(program) ended with \(code): \(complaint(output))")
    case .signal(let signal): return .failed("\(program) was ended by signal \(signal).")
    }
    guard let bytes = FileManager.default.contents(atPath: output) else {
      return .failed("What \(program) has printed cannot be read.")
    }
    return bytes.count > Self.mostBytes
      ? .failed("\(program) has printed more than 1 MB.") : .printed(Array(bytes))
  }

  private func wait(
    for process: ChildProcess, seconds: Double, _ isOver: () -> Bool
  ) -> ChildProcess.End? {
    let end = MonotonicTime.seconds + seconds
    while MonotonicTime.seconds < end, !isOver() {
      if let result = process.end() { return result }
      usleep(20_000)
    }
    return process.end()
  }

  private func stop(_ process: ChildProcess) {
    kill(-process.id, SIGTERM)
    if process.end(withinSeconds: Self.graceSeconds) != nil { return }
    kill(-process.id, SIGKILL)
    _ = process.end(withinSeconds: Self.graceSeconds)
  }

  /// The last line of what it has complained of.
  private func complaint(_ output: String) -> String {
    let bytes = FileManager.default.contents(atPath: output + ".err") ?? Data()
    let lines = String(decoding: bytes.suffix(2_000), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    return String((lines.last ?? "without a word").prefix(200))
  }
}
