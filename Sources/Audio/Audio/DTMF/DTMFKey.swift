/// A key that was heard (ITU-T Q.23, Q.24).
public struct DTMFKey: Sendable, Equatable {
  /// In ASCII: `0` to `9`, `*`, `#`, `A` to `D`.
  public let key: UInt8
  /// The sample at which its tone began, counted from the first one that the detector was given.
  public let start: Int
  /// How many samples its tone lasted; when the key is still down, how many so far.
  public var length: Int
  /// The RMS of the low tone in dBFS, as `Tone.dtmf` takes it.
  public let levelDB: Double
  /// How much louder the high tone is than the low one, in dB.
  public let twistDB: Double

  /// The sixteen keys, row by row.
  static let keypad: InlineArray<16, UInt8> = [
    0x31, 0x32, 0x33, 0x41, 0x34, 0x35, 0x36, 0x42, 0x37, 0x38, 0x39, 0x43, 0x2A, 0x30, 0x23, 0x44,
  ]
}
