import CSodium

/// The hash that names a sound: BLAKE2b of 256 bits in hexadecimal, as `b2sum -l 256` prints it.
/// Bytes are appended piece by piece; one thread uses it.
@safe final class ContentHash {
  private let memory: UnsafeMutableRawPointer
  private let state: OpaquePointer
  /// How many bytes were appended.
  private(set) var byteCount = 0

  init() {
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: crypto_generichash_statebytes(), alignment: 64)
    unsafe state = OpaquePointer(memory)
    unsafe crypto_generichash_init(state, nil, 0, Self.length)
  }

  deinit { unsafe memory.deallocate() }

  /// Appends bytes.
  func append(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    unsafe crypto_generichash_update(
      state, start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    byteCount += bytes.count
  }

  /// The hash of everything that was appended; called once.
  func finish() -> String {
    var hash = [UInt8](repeating: 0, count: Self.length)
    unsafe crypto_generichash_final(state, &hash, hash.count)
    let digits = Array("0123456789abcdef")
    return String(hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }

  /// The hash and the length of a file.
  static func of(_ path: String) throws(StoreError) -> (hash: String, byteCount: Int) {
    let hash = ContentHash()
    unsafe try Disk.read(path) { piece in unsafe hash.append(piece) }
    return (hash.finish(), hash.byteCount)
  }

  /// The hash of a text.
  static func of(text: String) -> String { of(Array(text.utf8)) }

  /// The hash of bytes.
  static func of(_ bytes: [UInt8]) -> String {
    let hash = ContentHash()
    unsafe bytes.withUnsafeBytes { unsafe hash.append($0) }
    return hash.finish()
  }

  private static let length = 32
}
