package import CallFlow
import Commands
package import Portal

/// A key layout by its name or its file: `--keys` of commands, `layout` in the file of a server.
package enum LayoutOption {
  /// For the help of commands.
  package static let meaning = "broadworks (default), asterisk, unity, or a file"

  /// The dialogs on the keys of a layout; `nil`: the default one.
  /// - Throws: an error whose description names the file, the line and the reason.
  package static func script(_ nameOrPath: String?) throws -> Script<VoicePortal> {
    guard let nameOrPath else { return try Script() }
    let layout = try Layouts.named(nameOrPath) { try TextFile.read($0) }
    return try Script(layout: layout)
  }
}
