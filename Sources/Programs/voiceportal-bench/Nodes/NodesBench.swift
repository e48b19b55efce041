import Commands
import Configuration
import Foundation

/// `voiceportal-bench nodes`: several nodes on one PostgreSQL, and more and more mailboxes in it.
enum NodesBench {
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: BenchCommand.nodes)
    let parts = try arguments.rest.map { word in
      guard let part = Part(rawValue: word) else {
        let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(reason: "the measurements of nodes are \(names), not '\(word)'.")
      }
      return part
    }
    let plan = BenchPlan(
      seconds: Double(try arguments.number("--seconds", in: 1...3_600) ?? 5),
      calls: try arguments.number("--calls", in: 4...10_000_000),
      folder: arguments.value("--data") ?? NSTemporaryDirectory())
    let mailboxes = try arguments.number("--mailboxes", in: 1_000...10_000_000) ?? 100_000
    let figures = try (parts.isEmpty ? Part.allCases : parts).flatMap { part in
      switch part {
      case .calls: try NodeCalls().figures(plan)
      case .growth: try Growth(folder: plan.folder, mailboxes: mailboxes).figures()
      }
    }
    try BenchTable.show(figures, asJSON: arguments.has("--json"))
    return .good
  }

  private enum Part: String, CaseIterable {
    case calls, growth
  }
}
