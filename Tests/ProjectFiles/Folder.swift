import Foundation

/// A folder that is removed with its test.
public final class Folder {
  /// Where it is.
  public let path: String

  /// Makes it, empty.
  public init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "voiceportal-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file.
  /// - Returns: Its path.
  public func write(_ text: String, to name: String = "x.csv") throws -> String {
    let path = path + "/" + name
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }
}
