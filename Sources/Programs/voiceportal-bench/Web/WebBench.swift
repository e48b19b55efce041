import Commands
import Configuration
import Foundation

/// `voiceportal-bench web`: the page of a portal in a process of its own.
enum WebBench {
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: BenchCommand.web)
    let parts = try arguments.rest.map { word in
      guard let part = Part(rawValue: word) else {
        let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(reason: "the measurements of the page are \(names), not '\(word)'.")
      }
      return part
    }
    let folder = arguments.value("--data") ?? NSTemporaryDirectory()
    let repeats = try arguments.number("--repeats", in: 1...1_000) ?? 3
    prepareForLoad()
    let figures: [Figure]
    if let count = try arguments.number("--fuzz", in: 1...1_000_000_000) {
      figures = try WebFuzz.figures(requests: count, folder: folder)
    } else {
      figures = try (parts.isEmpty ? Part.allCases : parts).flatMap { part in
        try part.figures(folder, repeats)
      }
    }
    try BenchTable.show(figures, asJSON: arguments.has("--json"))
    return .good
  }

  private enum Part: String, CaseIterable {
    case pages, streams, calls

    func figures(_ folder: String, _ repeats: Int) throws -> [Figure] {
      switch self {
      case .pages: try PageCost(folder: folder, repeats: repeats).figures()
      case .streams: try IdleStreams(folder: folder).figures()
      case .calls: try PagesDuringCalls(folder: folder).figures()
      }
    }
  }
}
