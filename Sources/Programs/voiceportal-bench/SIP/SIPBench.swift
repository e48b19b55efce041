import Commands
import Configuration
import Foundation

/// `voiceportal-bench sip`: a portal in a process of its own, and what it needs for calls.
enum SIPBench {
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: BenchCommand.sip)
    let parts = try arguments.rest.map { word in
      guard let part = Part(rawValue: word) else {
        let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
        throw UsageError(reason: "the measurements of SIP are \(names), not '\(word)'.")
      }
      return part
    }
    let plan = SIPBenchPlan(
      folder: arguments.value("--data") ?? NSTemporaryDirectory(),
      calls: try arguments.number("--calls", in: 1...10_000),
      threads: try arguments.number("--threads", in: 1...64) ?? 1,
      repeats: try arguments.number("--repeats", in: 1...1_000) ?? 3,
      datagrams: try arguments.number("--fuzz", in: 1...1_000_000_000))
    prepareForLoad()
    let usual = plan.datagrams == nil ? Part.allCases.filter { $0 != .fuzz } : [.fuzz]
    let figures = try (parts.isEmpty ? usual : parts).flatMap { try $0.figures(plan) }
    try BenchTable.show(figures, asJSON: arguments.has("--json"))
    return .good
  }

  private enum Part: String, CaseIterable {
    case setup, deposit, retrieval, memory, crowd, delay, fuzz

    func figures(_ plan: SIPBenchPlan) throws -> [Figure] {
      switch self {
      case .deposit: try CallCost(plan: plan).deposits()
      case .retrieval: try CallCost(plan: plan).retrievals()
      case .setup: try SetUpCost(plan: plan).figures()
      case .memory: try CallMemory(plan: plan).figures()
      case .crowd: try Crowd(plan: plan).figures()
      case .delay: try PromptDelay(plan: plan).figures()
      case .fuzz: try FuzzBench.figures(plan)
      }
    }
  }
}

/// How long and how often to measure.
struct SIPBenchPlan {
  /// Where data directories are made; they are removed afterwards.
  var folder: String
  /// Calls at once; `nil`: as each measurement has it.
  var calls: Int?
  /// Media threads of the portal.
  var threads = 1
  var repeats: Int
  /// How many mutated datagrams.
  var datagrams: Int?
}
