/// One of the codecs, as agreements name it.
public struct AudioEncoding: Sendable {
  /// The codec.
  public let codec: any AudioCodec.Type

  private init(_ codec: any AudioCodec.Type) { self.codec = codec }

  /// RFC 3551; every telephone knows these two.
  public static let pcmu = AudioEncoding(PCMU.self)
  public static let pcma = AudioEncoding(PCMA.self)
  /// ITU-T G.722.
  public static let g722 = AudioEncoding(G722AudioCodec.self)
  /// Samples of 16 bits.
  public static let linear8 = AudioEncoding(Linear8.self)
  public static let linear16 = AudioEncoding(Linear16.self)

  /// All that there are.
  public static let all = [pcmu, pcma, g722, linear8, linear16]

  /// The codec that `a=rtpmap` names, as ``SessionDescription/Media/encoding(of:)`` has it, or that a
  /// payload type without a name has (RFC 3551 table 4).
  init?(name: String?, payloadType: UInt8) {
    let found = Self.all.first { encoding in
      guard let name else { return encoding.staticPayloadType == payloadType }
      return encoding.name.lowercased() == name.lowercased()
    }
    guard let found else { return nil }
    self = found
  }

  /// See ``AudioCodec/name``.
  public var name: String { codec.name }
  /// See ``AudioCodec/staticPayloadType``.
  public var staticPayloadType: UInt8? { codec.staticPayloadType }
  /// See ``AudioCodec/clockRate``.
  public var clockRate: Int { codec.clockRate }
  /// See ``AudioCodec/stored``.
  public var stored: G711Codec { codec.stored }
  /// See ``AudioCodec/isStored``.
  public var isStored: Bool { codec.isStored }
}

extension AudioEncoding: Hashable {
  /// Whether it is the same codec.
  public static func == (one: AudioEncoding, other: AudioEncoding) -> Bool {
    one.codec == other.codec
  }

  /// By the codec.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(codec)) }
}
