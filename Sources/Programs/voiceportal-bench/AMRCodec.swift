import Glibc

/// The AMR codec of Debian's libopencore-amrnb, for keys that went through a mobile as sound.
@safe struct AMRCodec {
  /// The codec's modes: bits a second.
  enum Mode: Int32 {
    case rate4750 = 0
    case rate12200 = 7
  }

  private typealias StartEncoder = @convention(c) (Int32) -> OpaquePointer?
  private typealias StartDecoder = @convention(c) () -> OpaquePointer?
  private typealias Encode =
    @convention(c) (
      OpaquePointer, Int32, UnsafePointer<Int16>, UnsafeMutablePointer<UInt8>, Int32
    ) -> Int32
  private typealias Decode =
    @convention(c) (OpaquePointer, UnsafePointer<UInt8>, UnsafeMutablePointer<Int16>, Int32) -> Void
  private typealias End = @convention(c) (OpaquePointer) -> Void

  private let startEncoder: StartEncoder
  private let startDecoder: StartDecoder
  private let encode: Encode
  private let decode: Decode
  private let endEncoder, endDecoder: End

  /// Nil when the library is not installed.
  init?() {
    guard let handle = unsafe dlopen("libopencore-amrnb.so.0", RTLD_NOW),
      let startEncoder = unsafe dlsym(handle, "Encoder_Interface_init"),
      let startDecoder = unsafe dlsym(handle, "Decoder_Interface_init"),
      let encode = unsafe dlsym(handle, "Encoder_Interface_Encode"),
      let decode = unsafe dlsym(handle, "Decoder_Interface_Decode"),
      let endEncoder = unsafe dlsym(handle, "Encoder_Interface_exit"),
      let endDecoder = unsafe dlsym(handle, "Decoder_Interface_exit")
    else { return nil }
    unsafe self.startEncoder = unsafeBitCast(startEncoder, to: StartEncoder.self)
    unsafe self.startDecoder = unsafeBitCast(startDecoder, to: StartDecoder.self)
    unsafe self.encode = unsafeBitCast(encode, to: Encode.self)
    unsafe self.decode = unsafeBitCast(decode, to: Decode.self)
    unsafe self.endEncoder = unsafeBitCast(endEncoder, to: End.self)
    unsafe self.endDecoder = unsafeBitCast(endDecoder, to: End.self)
  }

  /// The sound after AMR, in whole frames of 20 ms.
  func run(_ sound: [Int16], _ mode: Mode) -> [Int16] {
    // Not in DTX: pauses are coded as well.
    guard let encoder = unsafe startEncoder(0), let decoder = unsafe startDecoder() else {
      return []
    }
    defer {
      unsafe endEncoder(encoder)
      unsafe endDecoder(decoder)
    }
    var result: [Int16] = []
    result.reserveCapacity(sound.count)
    var code = [UInt8](repeating: 0, count: 64)
    var frame = [Int16](repeating: 0, count: 160)
    for start in stride(from: 0, to: sound.count / 160 * 160, by: 160) {
      _ = unsafe encode(
        encoder, mode.rawValue, Array(sound[start..<start + 160]), &code, 0)
      unsafe decode(decoder, code, &frame, 0)
      result += frame
    }
    return result
  }
}
