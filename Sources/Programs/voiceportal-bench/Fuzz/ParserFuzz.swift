import Commands
import Configuration
import Foundation
import Processes
import Threads

/// `voiceportal-bench fuzz`: spoilt input to everything that reads, each parser in a process of its
/// own, so that one that ends is seen, and its input kept.
final class ParserFuzz {
  /// An input at which a parser ended, or did not come back.
  struct Find: Equatable {
    var parser: FuzzParser
    var number: UInt64
    /// Such as `signal 5`.
    var end: String
    var file: String
  }

  private let seed: UInt64
  private let count: UInt64
  private let seconds: Double
  private let keep: String
  private let folder: String
  private(set) var finds: [Find] = []

  /// After so many finds a parser is left alone.
  private static let mostFinds = 10
  /// No input takes so long.
  private static let patience = 30.0

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: BenchCommand.fuzz)
    guard arguments.rest.isEmpty else { throw UsageError(reason: "fuzz takes no other words.") }
    let parsers = try arguments.choice("--parser", of: FuzzParser.self).map { [$0] }
    let bench = try ParserFuzz(
      seed: UInt64(
        try arguments.number("--seed", in: 0...Int.max) ?? Int.random(in: 0..<1_000_000)),
      count: try arguments.number("--inputs", in: 1...Int.max).map { UInt64($0) },
      seconds: try arguments.number("--seconds", in: 1...86_400).map { Double($0) },
      keep: arguments.value("--keep") ?? ".")
    defer { bench.clean() }
    if let number = try arguments.number("--input", in: 0...Int.max) {
      for parser in parsers ?? FuzzParser.allCases {
        print(try bench.write(parser, UInt64(number)))
      }
      return .good
    }
    if !arguments.has("--json") { print("seed \(bench.seed)") }
    let figures = try (parsers ?? FuzzParser.allCases).flatMap { try bench.figures($0) }
    try BenchTable.show(figures, asJSON: arguments.has("--json"))
    for find in bench.finds {
      Terminal.complain(
        "\(find.parser.rawValue): input \(find.number) of seed \(bench.seed): \(find.end); it is in "
          + find.file)
    }
    return bench.finds.isEmpty ? .good : .failed
  }

  /// - Parameters:
  ///   - count: Inputs of each parser; `nil`: as many as the time allows.
  ///   - seconds: For each parser; `nil`: ten, or until all inputs are read.
  ///   - keep: The folder for inputs that are finds.
  init(seed: UInt64, count: UInt64?, seconds: Double?, keep: String) throws {
    (self.seed, self.keep) = (seed, keep)
    self.count = count ?? .max / 2
    self.seconds = seconds ?? (count == nil ? 10 : 86_400)
    folder =
      FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-fuzz-\(UInt64.random(in: 0 ... .max))").path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
  }

  /// Removes what the processes have left.
  func clean() { try? FileManager.default.removeItem(atPath: folder) }

  /// Feeds one parser.
  func figures(_ parser: FuzzParser) throws -> [Figure] {
    var (done, took, slowest) = (UInt64(0), 0.0, (number: UInt64(0), milliseconds: 0.0))
    var found = 0
    let start = MonotonicTime.seconds
    while done < count, MonotonicTime.seconds - start < seconds, found < Self.mostFinds {
      let child = FuzzChild(
        parser, seed: seed, first: done, count: count - done,
        seconds: seconds - (MonotonicTime.seconds - start), folder: folder)
      let (end, last) = try follow(child)
      if end == .exit(0) {
        let data = try Data(contentsOf: URL(filePath: child.reportPath))
        let report = try JSONDecoder().decode(
          FuzzChild.Report.self, from: Data(String(decoding: data, as: UTF8.self).utf8))
        (done, took) = (done + report.inputs, took + report.seconds)
        slowest = (report.slowest, report.slowestMilliseconds)
        break
      }
      guard let last else { throw Failure("\(parser.rawValue): its process did not begin.") }
      found += 1
      finds.append(try kept(parser, last, end))
      done = last + 1
    }
    func figure(_ name: String, _ value: Double, _ unit: String) -> Figure {
      Figure(group: parser.rawValue, name: name, unit: unit, values: [value])
    }
    return [
      figure("inputs", Double(done), ""),
      figure("  a second", took > 0 ? Double(done) / took : 0, ""),
      figure("  the slowest, input \(slowest.number)", slowest.milliseconds, "ms"),
      Figure(
        group: parser.rawValue, name: "  that ended it, or from which it did not come back",
        unit: "", values: [Double(found)], target: .atMost(0)),
    ]
  }

  /// Waits for a process.
  /// - Returns: How it ended, `nil` when it hung and was killed; and the last input that it took.
  private func follow(
    _ child: FuzzChild
  ) throws -> (end: ChildProcess.End?, last: UInt64?) {
    try? FileManager.default.removeItem(atPath: child.progressPath)
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    // A crash is told by its signal; what the runtime would print of it takes seconds.
    let process = try ChildProcess(
      program, child.words, adding: ["TMPDIR": folder, "SWIFT_BACKTRACE": "enable=no"],
      output: folder + "/output")
    var (last, since) = (progress(of: child), MonotonicTime.seconds)
    while true {
      if let end = process.end(withinSeconds: 0.5) { return (end, progress(of: child)) }
      let now = progress(of: child)
      if now != last { (last, since) = (now, MonotonicTime.seconds) }
      if MonotonicTime.seconds - since > Self.patience {
        process.send(SIGKILL)
        _ = process.end(withinSeconds: 10)
        return (nil, now)
      }
    }
  }

  private func progress(of child: FuzzChild) -> UInt64? {
    guard let data = FileManager.default.contents(atPath: child.progressPath), data.count == 8
    else { return nil }
    return data.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Keeps an input.
  /// - Returns: Its file.
  private func write(_ parser: FuzzParser, _ number: UInt64) throws -> String {
    let input = try FuzzInputs(parser, seed: seed)[number]
    try FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
    let file = "\(keep)/\(parser.rawValue)-\(seed)-\(number)"
    try Data(input).write(to: URL(filePath: file))
    return file
  }

  private func kept(
    _ parser: FuzzParser, _ number: UInt64, _ end: ChildProcess.End?
  ) throws -> Find {
    let file = try write(parser, number)
    let words =
      switch end {
      case .signal(let number): "signal \(number)"
      case .exit(let code): "exit code \(code)"
      case nil: "it did not come back"
      }
    return Find(parser: parser, number: number, end: words, file: file)
  }
}
