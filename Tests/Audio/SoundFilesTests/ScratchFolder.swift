import Foundation

/// Runs a test with a folder of its own, and removes the folder afterwards.
func withScratchFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("voiceportal-test-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

/// Writes bytes as a file, and returns its path.
func put(_ bytes: [UInt8], in folder: String, as name: String) throws -> String {
  let path = "\(folder)/\(name)"
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  return path
}

/// A WAV file byte by byte, with a header that may claim anything.
struct HandmadeWAV {
  var kind: UInt16 = 1
  var channels: UInt16 = 1
  var rate: UInt32 = 8000
  var bits: UInt16 = 16
  var data: [UInt8] = []
  var claimedDataSize: UInt32?
  var claimedFileSize: UInt32?

  var bytes: [UInt8] {
    let frame = UInt16(truncatingIfNeeded: Int(channels) * Int(bits) / 8)
    var bytes = Array("RIFF".utf8) + little(claimedFileSize ?? UInt32(36 + data.count))
    bytes += Array("WAVEfmt ".utf8) + little(UInt32(16)) + little(kind) + little(channels)
    bytes += little(rate) + little(rate &* UInt32(frame)) + little(frame) + little(bits)
    return bytes + Array("data".utf8) + little(claimedDataSize ?? UInt32(data.count)) + data
  }
}

func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
  (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}

/// A whole file.
func contents(of path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
