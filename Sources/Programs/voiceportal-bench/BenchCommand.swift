import Commands
import Configuration
import Foundation

/// `voiceportal-bench`: how fast and how small the parts are.
enum BenchCommand: ShellCommand {
  static func run(_ words: [String]) throws -> ExitCode {
    if words.first == AllocationCount.word {
      try AllocationCount.runInSecondProcess(Array(words.dropFirst()))
      return .good
    }
    if words.first == "dtmf" { return try DTMFBench.run(Array(words.dropFirst())) }
    if words.first == "fuzz" { return try ParserFuzz.run(Array(words.dropFirst())) }
    if words.first == FuzzChild.word {
      try FuzzChild(Array(words.dropFirst())).run()
      return .good
    }
    if words.first == "web" { return try WebBench.run(Array(words.dropFirst())) }
    if words.first == "nodes" { return try NodesBench.run(Array(words.dropFirst())) }
    if words.first == "sip" { return try SIPBench.run(Array(words.dropFirst())) }
    let arguments = try Arguments(words, of: form)
    guard arguments.rest.count <= 1 else {
      throw UsageError(reason: "only one measurement can be named.")
    }
    let name = arguments.rest.first ?? Part.all.rawValue
    guard let part = Part(rawValue: name) else {
      let names = Part.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(reason: "the measurements are \(names), not '\(name)'.")
    }
    let plan = BenchPlan(
      seconds: Double(try arguments.number("--seconds", in: 1...3_600) ?? 1),
      calls: try arguments.number("--calls", in: 1...10_000_000),
      folder: arguments.value("--data") ?? NSTemporaryDirectory())
    let figures = try part.figures(plan)
    try BenchTable.show(figures, asJSON: arguments.has("--json"))
    return .good
  }

  private enum Part: String, CaseIterable {
    case step, call, store, login, mail, sound, all

    func figures(_ plan: BenchPlan) throws -> [Figure] {
      switch self {
      case .call: try CallBench().figures(plan)
      case .store: try StoreBench().figures(plan)
      case .login: try LoginBench().figures(plan)
      case .mail: try MailBench().figures(plan)
      case .step: try StepBench().figures(plan)
      case .sound: try SoundBench().figures(plan)
      case .all:
        try Part.allCases.filter { $0 != .all }.flatMap { try $0.figures(plan) }
      }
    }
  }
}
