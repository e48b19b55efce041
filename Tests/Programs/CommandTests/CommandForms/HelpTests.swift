import Commands
import Foundation
import ProjectFiles
import Testing

@testable import voiceportal

/// What `--help` shows, and the table that it is made from.
@Suite struct HelpTests {
  private static let forms = Main.table.root.all

  @Test func `every command is in the overview with a line`() {
    for form in Main.table.root.subcommands {
      #expect(Main.table.overview.contains("  \(form.name) "))
      #expect(Main.table.overview.contains(form.summary))
    }
  }

  @Test func `every sub-command has a help of its own`() throws {
    for command in Main.table.root.subcommands {
      let whole = HelpText(form: command).text
      for sub in command.subcommands {
        let words = Array(sub.words.dropFirst()) + ["--help"]
        let help = HelpText(form: command).text(for: words)
        #expect(help.hasPrefix("usage: voiceportal \(sub.name)"))
        for option in sub.options { #expect(help.contains(option.title)) }
      }
      #expect(HelpText(form: command).text(for: ["--help"]) == whole)
      #expect(HelpText(form: command).text(for: ["no-such", "--help"]) == whole)
    }
  }

  @Test func `the help of a sub-command names only its own options`() {
    let help = CallsCommand.help(for: ["show", "-h"])
    #expect(help.contains("--json") && help.contains("ID "))
    #expect(!help.contains("--since") && !help.contains("--keys"))
  }

  @Test func `an option of two meanings has a row for each, and says whose the second is`() {
    let rows = AccountsCommand.help(for: ["token", "--help"]).split(separator: "\n")
      .filter { $0.hasPrefix("  --user ") }
    #expect(rows.count == 2)
    #expect(rows.last?.contains("(token list, token revoke) of this user") == true)
  }

  @Test func `usages that are written by hand name only options of the table`() {
    for form in Self.forms {
      let known = Set(form.options.map(\.name))
      for word in form.usages.flatMap({ $0.split { " []|…\n".contains($0) } })
      where word.hasPrefix("--") && !form.name.isEmpty {
        #expect(known.contains(String(word)), "\(form.name) \(word)")
      }
    }
  }

  @Test func `no command has an option twice, and each says what it does`() {
    for form in Self.forms {
      #expect(!form.summary.isEmpty, "\(form.name)")
      #expect(Set(form.options.map(\.name)).count == form.options.count, "\(form.name)")
      for option in form.options { #expect(!option.text.isEmpty, "\(form.name) \(option.name)") }
    }
  }

  @Test func `every option that a command asks for is in the table`() throws {
    let known = Set(Self.forms.flatMap(\.options).map(\.name))
    let folder = ProjectFiles.root.appending(path: "Sources/Programs/voiceportal")
    let files = try #require(FileManager.default.subpaths(atPath: folder.path))
    var asked = 0
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      let pattern = /(?:value|all|has|number|choice|needed)\(\s*"(--[a-z-]+)"/
      for match in text.matches(of: pattern) where match.1 != "--" {
        asked += 1
        #expect(known.contains(String(match.1)), "\(file) asks for \(match.1)")
      }
    }
    #expect(asked > 100)
  }

  @Test func `an option that is not in the table is refused`() {
    for form in Self.forms where form.subcommands.isEmpty {
      #expect(throws: UsageError.self) { try Arguments(["--no-such-option"], of: form) }
    }
  }

  @Test func `the version names the commit and every library with its version`() {
    let lines = Version.text.split(separator: "\n")
    #expect(lines.first?.wholeMatch(of: /voiceportal \d+\.\d+\.\d+/) != nil)
    #expect(lines.dropFirst().first?.hasPrefix("commit ") == true)
    let names = [
      "libsndfile", "SQLite", "libpq", "libsodium", "libre", "OpenSSL", "libasound", "libcurl",
      "libmicrohttpd",
    ]
    #expect(lines.count == 2 + names.count)
    for (line, name) in zip(lines.dropFirst(2), names) {
      #expect(line.hasPrefix(name + " ") && line.contains(/\s\d+\.\d/), "\(line)")
    }
  }
}
