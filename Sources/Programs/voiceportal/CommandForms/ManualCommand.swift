import Commands
import Foundation

/// `voiceportal manual`: the manual pages and the completions of shells as files.
enum ManualCommand: ShellCommand {
  static let form = CommandForm(
    "manual", "write manual pages, and completions for bash, zsh and fish", arguments: "DIR",
    about: """
      Writes DIR/man/voiceportal-COMMAND.1 for each command, DIR/bash/voiceportal,
      DIR/zsh/_voiceportal and DIR/fish/voiceportal.fish, made from the same table as --help. The
      Debian package installs them; a program that was built from a checkout can use them so:

        voiceportal manual pages
        man pages/man/voiceportal-serve.1
        source pages/bash/voiceportal
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let folder = try Arguments(words, of: form).exactly("DIR")[0]
    let pages = Main.table.pages(version: Version.name, date: date)
    for page in pages {
      let path = "\(folder)/\(page.path)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try TextFile.write(page.text, to: path)
    }
    print("Wrote \(TextTable.count(pages.count, "file")) to \(folder).")
    return .good
  }

  /// The day of the pages: that of `$SOURCE_DATE_EPOCH`, so that packages can be built twice alike,
  /// or today.
  private static var date: String {
    let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Double($0) }
    let day = epoch.map { Date(timeIntervalSince1970: $0) } ?? Date()
    return day.formatted(.iso8601.year().month().day())
  }
}
