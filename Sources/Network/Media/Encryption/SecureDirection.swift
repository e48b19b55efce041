import CRe
import RTP

/// SRTP and SRTCP (RFC 3711) of one direction, by libre. The only place that knows it. Nothing of
/// it may be used by two threads at once.
@safe final class SecureDirection {
  private let suite: SRTPSuite
  private let key: SRTPKey
  private var context: OpaquePointer?
  /// Whether a packet with a right tag has come, and how many came before without.
  private var isProven = false
  private var strangers = 0

  init(_ suite: SRTPSuite, _ key: SRTPKey) {
    (self.suite, self.key) = (suite, key)
    unsafe context = Self.context(suite, key)
  }

  deinit { unsafe Self.drop(context) }

  func isFor(_ suite: SRTPSuite, _ key: SRTPKey) -> Bool {
    suite == self.suite && key == self.key
  }

  /// Encrypts the packet in `reader`, RTP or RTCP, and puts the tag behind it.
  /// - Returns: `false`: it is no packet, or there is no room behind it. libre would move the buffer
  ///   then, which is not its own, and end the process.
  func protect(_ reader: inout PacketReader, isReport: Bool) -> Bool {
    guard reader.count + Self.longestEnding <= reader.bytes.count else { return false }
    return unsafe process(&reader, isReport ? srtcp_encrypt : srtp_encrypt)
  }

  /// Checks the tag and decrypts.
  /// - Returns: `false` for a packet that is to be dropped: of someone else, changed, or a copy of
  ///   one that has come.
  func open(_ reader: inout PacketReader, isReport: Bool) -> Bool {
    if unsafe process(&reader, isReport ? srtcp_decrypt : srtp_decrypt) {
      isProven = true
      return true
    }
    // libre keeps a place for each source before it has looked at the tag, eight in all. They must
    // not be used up by others before the peer comes. Afterwards the socket takes nothing of others.
    strangers += 1
    if !isProven, strangers % 8 == 0 {
      unsafe Self.drop(context)
      unsafe context = Self.context(suite, key)
    }
    return false
  }

  /// The longest tag, and the index of SRTCP (RFC 3711 sections 3.4 and 4.2).
  private static let longestEnding = 14

  private func process(
    _ reader: inout PacketReader,
    _ work: (OpaquePointer?, UnsafeMutablePointer<mbuf>?) -> Int32
  ) -> Bool {
    guard let context = unsafe context else { return false }
    let count = reader.count
    let length: Int? = unsafe reader.bytes.withUnsafeMutableBufferPointer { bytes in
      // The room behind the packet is enough for the tag, so libre does not try to move it.
      var buffer = unsafe mbuf(buf: bytes.baseAddress, size: bytes.count, pos: 0, end: count)
      return unsafe work(context, &buffer) == 0 ? unsafe buffer.end : nil
    }
    guard let length else { return false }
    reader.count = length
    return true
  }

  private static func context(_ suite: SRTPSuite, _ key: SRTPKey) -> OpaquePointer? {
    let kind =
      switch suite {
      case .aes128SHA80: SRTP_AES_CM_128_HMAC_SHA1_80
      case .aes128SHA32: SRTP_AES_CM_128_HMAC_SHA1_32
      }
    var context: OpaquePointer?
    return unsafe srtp_alloc(&context, kind, key.bytes, key.bytes.count, 0) == 0
      ? context : nil
  }

  private static func drop(_ context: OpaquePointer?) {
    if let context = unsafe context { unsafe mem_deref(UnsafeMutableRawPointer(context)) }
  }
}
