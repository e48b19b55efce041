extension Trials {
  /// All rows, but those that need speech or a codec.
  public var rows: [TrialRow] { toneRows + lengthRows + noiseRows + lineRows }

  /// The rows over speech.
  /// - Parameter speech: at 8 kHz.
  public func speechRows(_ speech: [Int16]) -> [TrialRow] {
    let wanted = [
      (-15.0, 50.0, 99.7, 100.0), (-15, 80, 100, 100), (-15, 120, 100, nil), (-10, 50, 87, nil),
      (-10, 80, 94.2, 98), (-10, 120, 96.2, nil), (-6, 50, 63.9, nil), (-6, 80, 74.6, nil),
      (-6, 120, 83.2, nil),
    ]
    return wanted.map { decibels, length, must, goal in
      TrialRow(
        "over speech at \(Int(decibels)) dB, \(Int(length)) ms, %", .higher, must: must, goal: goal
      ) { 100 * overSpeech(speech, decibels: decibels, length: length) }
    }
  }

  /// The rows of one codec: keys of 50 and 100 ms.
  public func codecRows(
    _ name: String, must: (Double?, Double?), _ codec: @escaping ([Int16]) -> [Int16]
  ) -> [TrialRow] {
    [(50.0, must.0), (100, must.1)].map { length, must in
      TrialRow("\(name), \(Int(length)) ms, %", .higher, must: must) {
        100 * coded(length: length, codec)
      }
    }
  }
}
