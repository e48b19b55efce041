/// A detector under trial.
public protocol TrialDetector {
  /// Takes the next frame, and tells each key when it is sure.
  mutating func listen(to samples: Span<Int16>, report: (UInt8) -> Void)
}

/// What a detector made of a stream.
public struct TrialScore: Sendable {
  /// Keys for which exactly one key, the right one, was reported.
  public var right = 0
  /// Keys for which at least one was reported.
  public var accepted = 0
  /// All keys of the stream.
  public var total = 0
  /// From the start of a key to the end of the frame in which it was reported, in milliseconds.
  public var delays: [Double] = []
  /// All reports, those outside of every key too.
  public var reports = 0

  /// Between 0 and 1.
  public var share: Double { total == 0 ? 0 : Double(right) / Double(total) }

  /// Runs the sound through a detector in frames of 20 ms.
  public static func reports(
    of listener: consuming some TrialDetector, on sound: [Int16]
  ) -> [(key: UInt8, at: Int)] {
    var listener = listener
    var reports: [(key: UInt8, at: Int)] = []
    var start = 0
    while start < sound.count {
      let end = min(start + 160, sound.count)
      listener.listen(to: sound.span.extracting(start..<end)) { reports.append(($0, end)) }
      start = end
    }
    return reports
  }

  /// Compares what was reported with the keys of the stream. A report belongs to the last key that
  /// had begun 12 ms before it.
  public init(_ listener: consuming some TrialDetector, _ stream: TrialStream, _ sound: [Int16]) {
    let reports = Self.reports(of: listener, on: sound)
    total = stream.digits.count
    self.reports = reports.count
    var next = 0
    let lead = 96
    while next < reports.count, let first = stream.digits.first,
      reports[next].at < first.range.lowerBound + lead
    { next += 1 }
    for (index, digit) in stream.digits.enumerated() {
      let limit =
        index + 1 < total ? stream.digits[index + 1].range.lowerBound + lead : sound.count + 1
      var keys = 0
      var isRight = true
      while next < reports.count, reports[next].at < limit {
        keys += 1
        isRight = isRight && reports[next].key == digit.key
        if keys == 1 { delays.append(Double(reports[next].at - digit.range.lowerBound) / 8) }
        next += 1
      }
      if keys > 0 { accepted += 1 }
      if keys == 1 && isRight { right += 1 }
    }
  }
}
