import Foundation

/// One command of the command line, a file each.
protocol Command: Sendable {
  /// Its row of the table of commands.
  static var form: CommandForm { get }
  /// Runs with the words after the command's name.
  /// - Throws: ``UsageError`` for wrong words; anything else is a failure whose description is
  ///   shown as it is.
  static func run(_ words: [String]) throws -> ExitCode
}

extension Command {
  static var name: String { form.name }
  /// The whole of `--help`.
  static var help: String { HelpText(form: form).text }
  /// The part of ``help`` that is about these words, or all of it.
  static func help(for words: [String]) -> String { HelpText(form: form).text(for: words) }
}

/// What the shell is told.
enum ExitCode: Int32 {
  case good = 0
  /// A check failed, or the work could not be done.
  case failed = 1
  case usage = 2
  case fault = 70
}

/// Words that a command does not understand.
struct UsageError: Error {
  /// One sentence.
  let reason: String
}

/// A failure whose sentence is shown as it is.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What is written to the two streams.
enum Terminal {
  /// To standard error, with a newline.
  static func complain(_ text: String) {
    StandardStream.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }
}
