import Foundation
import TextFiles

/// One command of the command line, a file each.
package protocol ShellCommand: Sendable {
  /// The program that it belongs to.
  static var program: String { get }
  /// Its row of the table of commands.
  static var form: CommandForm { get }
  /// Runs with the words after the command's name.
  /// - Throws: ``UsageError`` for wrong words; anything else is a failure whose description is
  ///   shown as it is.
  static func run(_ words: [String]) throws -> ExitCode
}

extension ShellCommand {
  package static var program: String { "voiceportal" }
  package static var name: String { form.name }
  /// The whole of `--help`.
  package static var help: String { HelpText(form: form, program: program).text }
  /// The part of ``help`` that is about these words, or all of it.
  package static func help(for words: [String]) -> String {
    HelpText(form: form, program: program).text(for: words)
  }

  /// Runs with the words after the command's name, or shows the help that they ask for. What goes
  /// wrong becomes one sentence on standard error, and an exit code.
  package static func exitCode(for words: [String]) -> ExitCode {
    let title = name.isEmpty ? program : "\(program) \(name)"
    if words.contains("--help") || words.contains("-h") {
      print(help(for: words))
      return .good
    }
    do {
      return try run(words)
    } catch let error as UsageError {
      Terminal.complain("\(title): \(error.reason) See \(title) --help.")
      return .usage
    } catch {
      Terminal.complain("\(title): \(TextFile.sentence(for: error))")
      return .failed
    }
  }
}

/// What the shell is told.
package enum ExitCode: Int32 {
  case good = 0
  /// A check failed, or the work could not be done.
  case failed = 1
  case usage = 2
  case fault = 70
}

/// Words that a command does not understand.
package struct UsageError: Error {
  /// One sentence.
  package let reason: String

  package init(reason: String) { self.reason = reason }
}

/// A failure whose sentence is shown as it is.
package struct Failure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// What is written to the two streams.
package enum Terminal {
  /// To standard error, with a newline.
  package static func complain(_ text: String) {
    StandardStream.write(Array((text + "\n").utf8), to: STDERR_FILENO)
  }
}
