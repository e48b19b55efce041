import Foundation
import ProjectFiles
import Testing

@testable import Commands
@testable import voiceportal

/// Manual pages and completions, in the programs that read them.
@Suite struct ShellTests {
  /// Runs a program.
  /// - Returns: Its exit code, and what it wrote to both streams.
  private func run(_ program: String, _ words: [String]) throws -> (code: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + words
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let bytes = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  private func write(_ folder: Folder) throws {
    for page in Main.table.pages(version: "voiceportal 1", date: "2026-01-02") {
      _ = try folder.write(page.text, to: page.path)
    }
  }

  @Test func `there is a manual page for each command, and mandoc finds nothing to warn of`() throws
  {
    let folder = try Folder()
    for name in ["man", "bash", "zsh", "fish"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
    }
    try write(folder)
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/man")
    #expect(pages.count == Main.commands.count + 1)
    for page in pages {
      let path = "\(folder.path)/man/\(page)"
      let lint = try run("mandoc", ["-Tlint", "-W", "warning", path])
      #expect(lint.code == 0 && lint.text.isEmpty, "\(lint.text)")
      let shown = try run("mandoc", ["-Tutf8", path]).text
      #expect(shown.contains("voiceportal"))
    }
  }

  /// What each shell offers for the last of these words.
  private static let cases: [(words: [String], offered: [String], isWhole: Bool)] = [
    (["voiceportal", "s"], ["simulate", "serve", "status", "storage", "salvage"], true),
    (["voiceportal", "calls", "s"], ["show", "script"], true),
    (["voiceportal", "accounts", "list", "member", ""], ["add", "remove"], true),
    (["voiceportal", "calls", "list", "--s"], ["--since"], true),
    (["voiceportal", "serve", "--log-level", "w"], ["warning"], true),
    (["voiceportal", "accounts", "user", "set", "111", "--langu"], ["--language"], true),
    (["voiceportal", "storage", "d"], ["downgrade"], true),
  ]

  @Test func `bash completes commands, sub-commands, options and their values`() throws {
    let folder = try Folder()
    let path = try folder.write(
      BashCompletion(root: Main.table.root, program: "voiceportal").text, to: "voiceportal")
    for (words, offered, _) in Self.cases {
      let quoted = words.map { "'\($0)'" }.joined(separator: " ")
      let script = """
        source \(path)
        COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
        _voiceportal
        printf '%s\\n' "${COMPREPLY[@]}"
        """
      let answer = try run("bash", ["--norc", "-u", "-c", script])
      #expect(answer.code == 0)
      #expect(
        Set(answer.text.split(separator: "\n").map(String.init)) == Set(offered), "\(words)")
    }
  }

  @Test func `fish completes the same`() throws {
    let folder = try Folder()
    let path = try folder.write(
      FishCompletion(root: Main.table.root, program: "voiceportal").text, to: "voiceportal.fish")
    for (words, offered, _) in Self.cases {
      let line = words.joined(separator: " ")
      let answer = try run("fish", ["--no-config", "-c", "source \(path); complete -C '\(line)'"])
      let found = answer.text.split(separator: "\n").map {
        String($0.split(separator: "\t")[0])
      }
      #expect(answer.code == 0)
      #expect(Set(found) == Set(offered), "\(words): \(answer.text)")
    }
  }

  @Test func `zsh completes the same`() throws {
    let folder = try Folder()
    _ = try folder.write(
      ZshCompletion(root: Main.table.root, program: "voiceportal").text, to: "_voiceportal")
    // compadd tells what it was given; the completion itself runs as zsh runs it, in a widget.
    for (words, offered, _) in Self.cases {
      let line = words.joined(separator: " ")
      let script = """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1=; fpath=(\(folder.path) \\$fpath); autoload -Uz compinit; compinit -u -D"
        zpty -w shell "zstyle ':completion:*' list-grouped no; LISTMAX=0; setopt no_beep"
        zpty -w shell "compadd() { builtin compadd -O found \\"\\$@\\"; print -l -- OFFER\\$^found; \\
          builtin compadd \\"\\$@\\" }"
        zpty -w shell "list() { : }; bindkey '^I' complete-word; print READY"
        zpty -r shell text '*READY*READY*'
        zpty -n -w shell '\(line)'$'\\t'
        sleep 1
        zpty -n -w shell $'\\C-u'
        zpty -w shell "print DONE"
        zpty -r shell text '*DONE*DONE*'
        print -r -- "$text"
        """
      let answer = try run("zsh", ["-f", "-c", script])
      let found = answer.text.matches(of: /OFFER([a-z-]+)/).map { String($0.1) }
      #expect(Set(found).isSuperset(of: offered), "\(words): \(answer.text)")
    }
  }
}
