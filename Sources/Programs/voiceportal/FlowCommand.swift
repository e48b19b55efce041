import CallFlow
import Commands
import Configuration
import Foundation
import Portal

/// `voiceportal flow`: draws the call flow from the values that run.
enum FlowCommand: ShellCommand {
  static let form = CommandForm(
    "flow", "draw the call flow as text, DOT, Mermaid or SVG",
    options: [
      .option(
        "--format", "FORMAT", "text (default), dot, mermaid or svg",
        choices: Format.allCases.map(\.rawValue)),
      .keys,
      .option("--from", "PLACE", "only what can be reached from there, for example main-menu"),
      .option("--steps", "N", "only so many steps from there"),
      .option("--output", "FILE", "write to this file, not to standard output"),
    ],
    about: "Draws every place of the call flow with what leads out of it, as it really runs.")

  private enum Format: String, CaseIterable {
    case text, dot, mermaid, svg
  }

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    try arguments.expectNothingMore()
    let script = try LayoutOption.script(arguments.value("--keys"))
    let start = try arguments.value("--from").map(place)
    let steps = try arguments.number("--steps", in: 1...100)
    if steps != nil, start == nil { throw UsageError(reason: "--steps needs --from.") }
    let part = FlowPart(of: script, from: start, steps: steps)
    let drawing =
      switch try arguments.choice("--format", of: Format.self) ?? .text {
      case .text: part.text
      case .dot: part.dot
      case .mermaid: part.mermaid
      case .svg: part.svg
      }
    try TextFile.write(drawing, to: arguments.value("--output") ?? "-")
    return .good
  }

  private static func place(_ word: String) throws -> Place {
    if let place = Place.allCases.first(where: { CallFlow.name(of: $0) == word }) { return place }
    let names = Place.allCases.map { CallFlow.name(of: $0) }
    throw UsageError(
      reason: "there is no place '\(word)'." + suggestion(for: word, among: names))
  }
}

extension Arguments {
  /// - Throws: ``UsageError`` if there are words that are no options.
  func expectNothingMore() throws {
    if let word = rest.first { throw UsageError(reason: "'\(word)' is not understood here.") }
  }
}
