public import CallFlow

/// How far a row of pieces has been played. Time is moved by the line, in milliseconds.
public struct Playback: Sendable {
  public let parts: [Spoken]
  /// Where each part begins.
  public let starts: [Int]
  /// Length of all parts.
  public let milliseconds: Int
  /// Where the next moment will be heard from.
  public private(set) var position = 0
  public private(set) var isPaused = false

  /// Nothing played yet.
  public init(_ parts: [Spoken]) {
    self.parts = parts
    var starts: [Int] = []
    var end = 0
    for part in parts {
      starts.append(end)
      end += part.milliseconds
    }
    self.starts = starts
    milliseconds = end
  }

  /// Whether all was played.
  public var isAtEnd: Bool { position >= milliseconds }

  /// The part that is being played; `nil` at the end.
  public var current: Int? { isAtEnd ? nil : starts.lastIndex { $0 <= position } }

  /// Plays on.
  /// - Returns: What was heard, as a range of positions; nothing while paused.
  public mutating func advance(by time: Int) -> Range<Int> {
    guard !isPaused else { return position..<position }
    let start = position
    position = min(milliseconds, position + max(0, time))
    return start..<position
  }

  /// Moves within the recordings (requirement E1). What is said before the first of them, such as
  /// the place of a message, is not gone back to.
  public mutating func move(_ transport: Transport) {
    let first = parts.firstIndex(where: \.isRecording).map { starts[$0] } ?? 0
    switch transport {
    case .back: position = max(min(first, position), position - Self.step)
    case .on: position = min(milliseconds, position + Self.step)
    case .toStart: position = first
    case .toEnd: position = milliseconds
    case .pause: isPaused = true
    case .resume: isPaused = false
    }
  }

  /// Three seconds (requirement E1).
  private static let step = 3_000
}
