import Foundation
import Glibc
import ProjectFiles

@testable import SoundCardLine

/// The devices of `Fixtures/alsa.conf`.
enum Devices {
  /// Plays into a file of raw samples.
  static func into(_ file: String) -> String { device("tofile:\(file)") }

  /// Captures from a file of raw samples, then silence.
  static func from(_ file: String) -> String { device("fromfile:\(file)") }

  /// A sink of a sound server whose socket is in the folder, or a source of it.
  static func server(_ folder: String, _ name: String) -> String {
    device("server:\(folder),\(name)")
  }

  /// A device that one user at a time may play on.
  static let onlyOne = device("onlyone")

  /// There is no such device.
  static let missing = device("nowhere")

  private static func device(_ name: String) -> String {
    _ = isConfigured
    return name
  }

  /// Before ALSA is used for the first time.
  private static let isConfigured: Bool = {
    let file = fixtures.appendingPathComponent("alsa.conf").path
    return unsafe setenv("ALSA_CONFIG_PATH", file, 1) == 0
  }()
}

let root = ProjectFiles.root
let fixtures = root.appendingPathComponent("Fixtures")

/// A new folder. Its name is short: the path of a socket must not be longer than 107 bytes.
func scratchFolder() throws -> String {
  let folder = NSTemporaryDirectory() + "voiceportal-\(UInt32.random(in: .min ... .max))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}

/// A folder that is gone when the body is over.
func withScratchFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = try scratchFolder()
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

extension [Int16] {
  /// From a file of raw samples.
  init(raw path: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    self = stride(from: 0, to: bytes.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
  }

  func writeRaw(to path: String) throws {
    let bytes = flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }
}
