import Foundation

/// `voiceportal bench`: how fast and how small the parts are.
enum BenchCommand: Command {
  static let name = "bench"
  static let summary = "measures speed and size"
  static let help = """
    usage: voiceportal bench [\(verbs.map(\.name).joined(separator: "|"))] [OPTIONS]

    Measures, and shows the median of some repeats, the lowest and the highest value, and what
    the figure should be. CPU time is user and system time of all threads; waiting for the disk
    is not in it.

    \(Verb.purposes(of: verbs))

    \(Verb.table(options))
    """

  static func help(for words: [String]) -> String {
    verbs.meant(by: words)?.help(options: options) ?? help
  }

  static let verbs =
    [
      measuring("step", "the engine alone, and the size of a call"),
      measuring("call", "whole calls that log in, hear a message, delete it and hang up"),
      measuring(
        "store", "messages that callers leave, many at once, with commits that wait for the disk"),
      measuring(
        "login", "logging in and finding the first message, in small and large mailboxes"),
      measuring("mail", "notices of new messages, composed"),
      measuring(
        "sound",
        """
        the 20 ms of a line that sounds, and its DTMF detector; libspandsp's beside it
        when libspandsp2 is installed
        """),
      measuring("all", "all of these (the default)"),
    ] + protocols

  private static func measuring(_ name: String, _ purpose: String) -> Verb {
    Verb(
      name, "voiceportal bench \(name) [--seconds N] [--calls N] [--data DIR] [--json]", purpose,
      options: options.map(\.option))
  }

  private static let protocols = [
    Verb(
      "dtmf", "voiceportal bench dtmf [--seconds N] [--keys N] [--seed N] [--json]",
      """
      the DTMF detector by its protocol, beside libspandsp's when libspandsp2 is
      installed; takes --seconds, --keys N (in each point of a row), --seed N (other
      streams, voices and speeds) and --json
      """),
    Verb(
      "sip",
      """
      voiceportal bench sip [setup|deposit|retrieval|memory|crowd|delay]…
                            [--calls N] [--repeats N] [--data DIR] [--json] [--fuzz N]
      """,
      """
      a portal in a process of its own under calls by SIP, beside what Asterisk 22.10.1
      took: all of it, or some of setup, deposit, retrieval, memory, crowd, delay; takes
      --calls N (at once), --repeats N (default 3), --data DIR and --json.
      With --fuzz N: N mutated SIP, RTP and RTCP datagrams to such a portal, which must live
      """),
    Verb(
      "web",
      """
      voiceportal bench web [pages|streams|calls]… [--repeats N] [--data DIR] [--json] [--fuzz N]
      """,
      """
      the page of a portal in a process of its own: pages a CPU second beside nginx with a
      file (Debian: nginx-light), idle streams of events, pages while 200 calls are on;
      all of it, or some of pages, streams, calls; takes --repeats N (default 3), --data
      DIR and --json. With --fuzz N: N mutated requests to such a portal, which must live
      """),
    Verb(
      "fuzz",
      """
      voiceportal bench fuzz [--parser NAME] [--seconds N | --inputs N] [--seed S]
                             [--keep DIR] [--input N] [--json]
      """,
      """
      spoilt input to everything that reads what others write, in processes of their own;
      takes --parser NAME (without it all), --seconds N or --inputs N for each, --seed S
      (the same again), --keep DIR (where an input goes that ended a parser), --input N
      (only keeps input N of the seed) and --json
      """),
  ]

  private static let options: [Verb.Row] = [
    ("--seconds N", "repeat each measurement for N seconds (default 1)"),
    (
      "--calls N",
      "calls, or periods of sound, in one repeat (default: chosen for each measurement)"
    ),
    (
      "--data DIR",
      "make the databases there, to measure that disk; they are removed afterwards"
    ),
    ("--json", "an array of objects, for programs"),
  ]

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
    if words.first == "sip" { return try SIPBench.run(Array(words.dropFirst())) }
    let arguments = try Arguments(
      words, options: ["--seconds", "--calls", "--data"], switches: ["--json"])
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
