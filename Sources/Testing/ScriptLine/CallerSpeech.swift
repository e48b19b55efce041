/// What a caller is about to say, made as it goes: a script may speak for days.
public struct CallerSpeech: Sendable {
  /// Said again and again until all is said.
  private let period: [Int16]
  private var place = 0
  /// Samples of 8 kHz that are still to be said.
  public private(set) var count: Int

  /// Nothing.
  public static let none = CallerSpeech([])

  /// These samples once.
  public init(_ samples: [Int16]) { self.init(samples, count: samples.count) }

  /// These samples, repeated or cut to so many.
  public init(_ period: [Int16], count: Int) {
    self.period = period
    self.count = period.isEmpty ? 0 : count
  }

  /// Whether all has been said.
  public var isEmpty: Bool { count == 0 }

  /// Takes the next samples off; fewer at the end.
  public mutating func take(_ wanted: Int) -> [Int16] {
    let length = min(max(0, wanted), count)
    var samples: [Int16] = []
    samples.reserveCapacity(length)
    while samples.count < length {
      let piece = period[place..<min(period.count, place + length - samples.count)]
      samples += piece
      place = (place + piece.count) % period.count
    }
    count -= length
    return samples
  }

  /// All of it at once, as a real line wants it: at most an hour.
  func whole() throws(StepFailure) -> [Int16] {
    guard count <= 3_600 * 8_000 else {
      throw StepFailure("on a real line nothing said is longer than an hour", isLimit: true)
    }
    var rest = self
    return rest.take(count)
  }
}
