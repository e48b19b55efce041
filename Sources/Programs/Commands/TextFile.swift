import Foundation
import TextFiles

/// Text files that people write.
package enum TextFile {
  /// The whole text.
  /// - Parameter limit: The most bytes that are read.
  /// - Throws: ``Failure`` that names the file, the line and the reason.
  package static func read(_ path: String, limit: Int = PlainText.usualLimit) throws -> String {
    do throws(PlainTextFault) {
      return try PlainText(path: path, limit: limit).text
    } catch {
      throw Failure(error.sentence(for: path))
    }
  }

  /// Writes the text whole or not at all; `-` is standard output.
  package static func write(_ text: String, to path: String) throws {
    if path == "-" { return FileHandle.standardOutput.write(Data(text.utf8)) }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure("\(path): \(reason(of: error))")
    }
  }

  /// An error in one sentence: Foundation's would be a dump, so of those the file and the reason.
  package static func sentence(for error: any Error) -> String {
    guard let failure = error as? CocoaError else { return "\(error)" }
    let path = failure.filePath ?? failure.url?.path
    return (path.map { "\($0): " } ?? "") + reason(of: failure)
  }

  /// The system's words for a failed file operation.
  package static func reason(of error: any Error) -> String {
    let cause = (error as? CocoaError)?.underlying as? POSIXError
    if let code = cause?.code { return unsafe String(cString: strerror(code.rawValue)) + "." }
    return (error as? CocoaError)?.localizedDescription ?? "\(error)"
  }
}
