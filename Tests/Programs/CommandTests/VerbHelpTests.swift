import Testing

@testable import voiceportal

/// What `--help` shows of one verb of a command.
@Suite struct VerbHelpTests {
  @Test(arguments: [
    ("calls", CallsCommand.verbs), ("prompts", PromptsCommand.verbs),
    ("status", StatusCommand.verbs), ("bench", BenchCommand.verbs),
  ])
  func `every verb has a help of its own`(name: String, verbs: [Verb]) throws {
    let command = try #require(Main.commands.first { $0.name == name })
    for verb in verbs {
      let help = command.help(for: [verb.name, "--help"])
      #expect(help.hasPrefix("usage: voiceportal \(name) \(verb.name)"))
      #expect(help.count < command.help.count)
      for other in verbs where other.name != verb.name {
        #expect(!help.contains("voiceportal \(name) \(other.name)"))
      }
      // Each option of the usage has a row, or is told in the words.
      for word in verb.usage.split(whereSeparator: { " []|…\n".contains($0) }) {
        #expect(command.help.contains(word))
      }
    }
    #expect(command.help(for: ["--help"]) == command.help)
    #expect(command.help(for: ["no-such", "--help"]) == command.help)
  }

  @Test func `the help of a verb names only its own options`() {
    let help = CallsCommand.help(for: ["show", "-h"])
    #expect(help.contains("--json") && help.contains("ID "))
    #expect(!help.contains("--since") && !help.contains("--keys"))
    #expect(CheckCommand.help(for: ["audio", "--help"]) == AudioCheck.help)
  }
}
