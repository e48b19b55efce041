import Glibc

/// The codecs of Debian's libspandsp, for keys that went through a mobile or an old trunk.
@safe struct SpandspCodecs {
  private typealias GSMStart = @convention(c) (OpaquePointer?, Int32) -> OpaquePointer?
  private typealias G726Start =
    @convention(c) (OpaquePointer?, Int32, Int32, Int32) -> OpaquePointer?
  private typealias Encode =
    @convention(c) (OpaquePointer, UnsafeMutablePointer<UInt8>, UnsafePointer<Int16>, Int32) ->
    Int32
  private typealias Decode =
    @convention(c) (OpaquePointer, UnsafeMutablePointer<Int16>, UnsafePointer<UInt8>, Int32) ->
    Int32
  private typealias End = @convention(c) (OpaquePointer) -> Int32

  /// One codec's functions.
  @safe private struct Functions {
    let encode: Encode
    let decode: Decode
    let end: End
  }

  private let gsm, g726: Functions
  private let startGSM: GSMStart
  private let startG726: G726Start

  /// Nil when the library is not installed.
  init?() {
    guard let handle = unsafe dlopen("libspandsp.so.2", RTLD_NOW),
      let startGSM = unsafe dlsym(handle, "gsm0610_init"),
      let startG726 = unsafe dlsym(handle, "g726_init"),
      let gsm = unsafe Self.functions(of: "gsm0610", in: handle),
      let g726 = unsafe Self.functions(of: "g726", in: handle)
    else { return nil }
    unsafe self.startGSM = unsafeBitCast(startGSM, to: GSMStart.self)
    unsafe self.startG726 = unsafeBitCast(startG726, to: G726Start.self)
    (self.gsm, self.g726) = (gsm, g726)
  }

  /// The sound after GSM 06.10.
  func gsm(_ sound: [Int16]) -> [Int16] {
    unsafe run(Array(sound.prefix(sound.count / 160 * 160)), gsm) { unsafe startGSM(nil, 1) }
  }

  /// The sound after G.726.
  /// - Parameter rate: bits a second: 16,000 to 40,000.
  func g726(_ sound: [Int16], rate: Int32) -> [Int16] {
    unsafe run(sound, g726) { unsafe startG726(nil, rate, 0, 0) }
  }

  private static func functions(of name: String, in handle: UnsafeMutableRawPointer) -> Functions? {
    guard let encode = unsafe dlsym(handle, "\(name)_encode"),
      let decode = unsafe dlsym(handle, "\(name)_decode"),
      let end = unsafe dlsym(handle, "\(name)_free")
    else { return nil }
    return unsafe Functions(
      encode: unsafeBitCast(encode, to: Encode.self),
      decode: unsafeBitCast(decode, to: Decode.self), end: unsafeBitCast(end, to: End.self))
  }

  private func run(
    _ sound: [Int16], _ functions: Functions, start: () -> OpaquePointer?
  ) -> [Int16] {
    guard let encoder = unsafe start(), let decoder = unsafe start() else { return [] }
    defer {
      unsafe _ = functions.end(encoder)
      unsafe _ = functions.end(decoder)
    }
    var code = [UInt8](repeating: 0, count: sound.count + 320)
    var result = [Int16](repeating: 0, count: sound.count + 320)
    let bytes = unsafe functions.encode(encoder, &code, sound, Int32(sound.count))
    let samples = unsafe functions.decode(decoder, &result, code, bytes)
    return Array(result.prefix(Int(samples)))
  }
}
