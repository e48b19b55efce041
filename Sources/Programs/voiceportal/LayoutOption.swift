import CallFlow
import Foundation
import Portal
import TextFiles

/// `--keys LAYOUT` of every command that has it.
enum LayoutOption {
  /// For the help of commands.
  static let meaning = "broadworks (default), asterisk, unity, or a file"

  /// The dialogs on the keys of a layout; `nil`: the default one.
  /// - Throws: an error whose description names the file, the line and the reason.
  static func script(_ nameOrPath: String?) throws -> Script<VoicePortal> {
    guard let nameOrPath else { return try Script() }
    let layout = try Layouts.named(nameOrPath) { try TextFile.read($0) }
    return try Script(layout: layout)
  }
}

/// Text files that people write.
enum TextFile {
  /// The whole text.
  /// - Parameter limit: The most bytes that are read.
  /// - Throws: ``Failure`` that names the file, the line and the reason.
  static func read(_ path: String, limit: Int = PlainText.usualLimit) throws -> String {
    do throws(PlainTextFault) {
      return try PlainText(path: path, limit: limit).text
    } catch {
      throw Failure(error.sentence(for: path))
    }
  }

  /// Writes the text whole or not at all; `-` is standard output.
  static func write(_ text: String, to path: String) throws {
    if path == "-" { return FileHandle.standardOutput.write(Data(text.utf8)) }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure("\(path): \(reason(of: error))")
    }
  }

  /// An error in one sentence: Foundation's would be a dump, so of those the file and the reason.
  static func sentence(for error: any Error) -> String {
    guard let failure = error as? CocoaError else { return "\(error)" }
    let path = failure.filePath ?? failure.url?.path
    return (path.map { "\($0): " } ?? "") + reason(of: failure)
  }

  /// The system's words for a failed file operation.
  static func reason(of error: any Error) -> String {
    let cause = (error as? CocoaError)?.underlying as? POSIXError
    if let code = cause?.code { return unsafe String(cString: strerror(code.rawValue)) + "." }
    return (error as? CocoaError)?.localizedDescription ?? "\(error)"
  }
}
