import Foundation

extension Sound {
  /// The bytes of a file of this format. It is written to the temporary folder and removed again, since
  /// libsndfile's MP3 writer needs a file.
  public func encoded(as format: SoundFormat) throws -> [UInt8] {
    let file = FileManager.default.temporaryDirectory.appending(
      path: "voiceportal-sound-\(UUID()).\(format.fileExtension)")
    defer { try? FileManager.default.removeItem(at: file) }
    try write(to: file.path, format: format)
    return Array(try Data(contentsOf: file))
  }
}
