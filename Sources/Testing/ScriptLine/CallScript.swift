import Foundation
import TextFiles

/// A call, or several, as a tester writes them: one step a line.
///
/// ```
/// # From an alias only the passcode is asked.
/// given   accounts one-net.json5
/// call    from 0211-555-1111 to portal
/// hears   enter-passcode
/// dials   123567#
/// hears   main-menu
/// hangs up
/// expects mailbox +492115551111 new 2 saved 0
/// ```
///
/// A line that begins with `#` is a comment. The verbs are in ``ScriptAction``.
public struct CallScript: Equatable, Sendable {
  /// What messages call it.
  public let name: String
  /// Where the files that it names are looked for.
  public let folder: String
  public let steps: [ScriptStep]

  /// Reads a script file.
  /// - Throws: ``ScriptError`` with the line and the reason.
  public init(path: String) throws(ScriptError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let written: PlainText
    do throws(PlainTextFault) {
      written = try PlainText(path: path)
    } catch {
      throw ScriptError(name: path, line: error.line, reason: error.reason)
    }
    try self.init(written.text, name: path, folder: folder)
  }

  /// Reads the text of a script.
  /// - Throws: ``ScriptError`` with the line and the reason.
  public init(_ text: String, name: String, folder: String) throws(ScriptError) {
    var steps: [ScriptStep] = []
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let written = line.trimmingCharacters(in: .whitespaces)
      guard !written.isEmpty, !written.hasPrefix("#") else { continue }
      var words = ScriptWords(written, name: name, line: index + 1)
      let action = try words.action()
      steps.append(ScriptStep(line: index + 1, text: written, action: action))
    }
    guard !steps.isEmpty else {
      throw ScriptError(name: name, line: nil, reason: "There is no step in it.")
    }
    self.name = name
    self.folder = folder
    self.steps = steps
  }
}

/// A script that cannot be read: file, line and reason.
public struct ScriptError: Error, Equatable, Sendable, CustomStringConvertible {
  public let name: String
  /// From 1; `nil`: the script as a whole.
  public let line: Int?
  /// A sentence.
  public let reason: String

  public var description: String {
    line.map { "\(name):\($0): \(reason)" } ?? "\(name): \(reason)"
  }
}
