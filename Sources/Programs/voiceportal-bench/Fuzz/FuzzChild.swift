import Commands
import Configuration
import Foundation
import Glibc
import Threads

/// The process that reads the inputs of one parser. If it ends on the way, the file of its progress
/// tells at which input.
struct FuzzChild {
  /// The second word of its command line.
  static let word = "fuzz-child"

  /// What is told when all inputs were taken.
  struct Report: Codable, Equatable {
    var inputs: UInt64
    var seconds: Double
    var slowest: UInt64
    var slowestMilliseconds: Double
  }

  let parser: FuzzParser
  let seed: UInt64
  let first: UInt64
  /// It ends after so many inputs, or so many seconds.
  let count: UInt64
  let seconds: Double
  /// A folder for its two files.
  let folder: String

  /// What it is doing: the number of the input in hand, as eight bytes.
  var progressPath: String { folder + "/progress" }
  var reportPath: String { folder + "/report" }

  var words: [String] {
    [
      Self.word, parser.rawValue, "\(seed)", "\(first)", "\(count)",
      "\(seconds)", folder,
    ]
  }

  init(
    _ parser: FuzzParser, seed: UInt64, first: UInt64, count: UInt64, seconds: Double,
    folder: String
  ) {
    (self.parser, self.seed, self.first) = (parser, seed, first)
    (self.count, self.seconds, self.folder) = (count, seconds, folder)
  }

  /// From the words behind ``word``.
  init(_ words: [String]) throws {
    guard words.count == 6, let parser = FuzzParser(rawValue: words[0]),
      let seed = UInt64(words[1]), let first = UInt64(words[2]), let count = UInt64(words[3]),
      let seconds = Double(words[4])
    else { throw UsageError(reason: "there is nothing to read.") }
    self.init(
      parser, seed: seed, first: first, count: count, seconds: seconds, folder: words[5])
  }

  /// Reads them.
  func run() throws {
    let inputs = try FuzzInputs(parser, seed: seed)
    let feed = try parser.makeFeed()
    let progress = unsafe open(progressPath, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard progress >= 0 else { throw Failure("\(progressPath) cannot be written.") }
    defer { close(progress) }
    let start = MonotonicTime.seconds
    var report = Report(inputs: 0, seconds: 0, slowest: first, slowestMilliseconds: 0)
    var now = start
    while report.inputs < count, now < start + seconds {
      var number = first + report.inputs
      let input = inputs[number]
      _ = unsafe pwrite(progress, &number, 8, 0)
      let begin = MonotonicTime.seconds
      feed(input)
      now = MonotonicTime.seconds
      let took = (now - begin) * 1_000
      if took > report.slowestMilliseconds {
        (report.slowest, report.slowestMilliseconds) = (number, took)
      }
      report.inputs += 1
    }
    report.seconds = now - start
    try JSONEncoder().encode(report).write(to: URL(filePath: reportPath))
  }
}
