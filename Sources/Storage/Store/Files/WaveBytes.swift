/// 8 kHz mono PCM16 as the bytes of a WAV file with the plain header of 44 bytes.
func waveBytes(of samples: [Int16]) -> [UInt8] {
  let rate: UInt32 = 8_000
  let dataCount = UInt32(clamping: samples.count * 2)
  var bytes: [UInt8] = []
  bytes.reserveCapacity(44 + samples.count * 2)
  func text(_ name: String) { bytes.append(contentsOf: name.utf8) }
  func number(_ value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
  text("RIFF")
  number(36 &+ dataCount)
  text("WAVEfmt ")
  number(UInt32(16))  // Bytes of the format
  number(UInt16(1))  // PCM
  number(UInt16(1))  // Channels
  number(rate)
  number(rate * 2)  // Bytes a second
  number(UInt16(2))  // Bytes of a frame
  number(UInt16(16))  // Bits of a sample
  text("data")
  number(dataCount)
  unsafe samples.map(\.littleEndian).withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  return bytes
}
