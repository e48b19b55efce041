import Administration
import Commands
import Configuration
import Foundation

/// Tables in files.
extension TableText {
  /// Reads a file.
  /// - Throws: ``Failure`` with the file and the reason.
  static func read(_ path: String, limit: Int) throws -> String {
    // The first bytes tell how much follows; a file that is too long is not read.
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    if let size, size > limit { return try TextFile.read(path, limit: limit) }
    guard let bytes = FileManager.default.contents(atPath: path), let text = text(of: Array(bytes))
    else {
      return try TextFile.read(path, limit: limit)
    }
    return text
  }
}

extension UserTable {
  /// - Throws: ``Failure`` with file, row and reason if the form of the table is wrong.
  init(_ text: String, path: String) throws(Failure) {
    do throws(CSVError) {
      try self.init(text)
    } catch {
      throw Failure("\(path), row \(error.row): \(error.reason)")
    }
  }
}
