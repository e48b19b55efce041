import CallFlow
import Commands
import Portal

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
