import Foundation
import TextFiles

/// Tables in files.
extension TableText {
  /// Reads a file.
  /// - Throws: ``TableFileError`` with the file and the reason.
  public static func read(_ path: String, limit: Int) throws(TableFileError) -> String {
    // The first bytes tell how much follows; a file that is too long is not read.
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    if let size, size > limit { return try plainText(path, limit: limit) }
    guard let bytes = FileManager.default.contents(atPath: path), let text = text(of: Array(bytes))
    else {
      return try plainText(path, limit: limit)
    }
    return text
  }

  private static func plainText(_ path: String, limit: Int) throws(TableFileError) -> String {
    do throws(PlainTextFault) {
      return try PlainText(path: path, limit: limit).text
    } catch {
      throw TableFileError(error.sentence(for: path))
    }
  }
}

extension UserTable {
  /// Reads the text of a file.
  /// - Throws: ``TableFileError`` with file, row and reason if the form of the table is wrong.
  public init(_ text: String, path: String) throws(TableFileError) {
    do throws(CSVError) {
      try self.init(text)
    } catch {
      throw TableFileError("\(path), row \(error.row): \(error.reason)")
    }
  }
}

/// What is wrong with a table in a file, as a sentence that names the file.
public struct TableFileError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
