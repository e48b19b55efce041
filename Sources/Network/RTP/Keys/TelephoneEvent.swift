/// One report of a telephone-event (RFC 4733 section 2.3), as it travels in a packet.
public struct TelephoneEvent: Equatable, Sendable {
  /// Bytes of a report.
  public static let length = 4

  /// 0 to 15 are the keys; there are others, such as 16, the flash of the hook.
  public var code: UInt8
  /// Whether the key has been let go.
  public var isEnd: Bool
  /// 0 to 63, the level in dBm0 without its sign.
  public var volume: UInt8
  /// For how long it has lasted, in samples.
  public var duration: UInt16

  /// A report of its parts.
  public init(code: UInt8, isEnd: Bool, volume: UInt8, duration: UInt16) {
    (self.code, self.isEnd) = (code, isEnd)
    (self.volume, self.duration) = (volume, duration)
  }

  /// Reads the first report of a payload; more of them (section 2.5.1.5) are for events without a
  /// pause between, which keys are not.
  /// - Returns: `nil` when it is too short.
  public init?(_ payload: Span<UInt8>) {
    guard payload.count >= Self.length else { return nil }
    self.init(
      code: payload[0], isEnd: payload[1] & 0x80 != 0, volume: payload[1] & 0x3F,
      duration: payload.number16(at: 2))
  }

  /// Writes the report. Does not allocate.
  /// - Parameter payload: has four bytes from `offset` on.
  public func write(to payload: inout MutableSpan<UInt8>, at offset: Int) {
    payload[offset] = code
    payload[offset + 1] = (isEnd ? 0x80 : 0) | volume & 0x3F
    payload.put(duration, at: offset + 2)
  }

  /// The key of a code: `0` to `9`, `*`, `#`, `A` to `D`.
  public static func key(_ code: UInt8) -> Character? {
    code < keys.count ? keys[Int(code)] : nil
  }

  /// The code of a key.
  public static func code(_ key: Character) -> UInt8? {
    keys.firstIndex(of: key).map { UInt8($0) }
  }

  private static let keys = Array("0123456789*#ABCD")
}

/// What a caller does with a key.
public enum KeyEvent: Equatable, Sendable {
  /// It is pressed, this loud (0 to -63).
  case down(Character, dBm0: Int)
  /// It is let go, after this time.
  case up(Character, milliseconds: Int)
}
