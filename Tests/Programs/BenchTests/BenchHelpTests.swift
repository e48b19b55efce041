import Commands
import Testing

@testable import voiceportal_bench

/// The words that `voiceportal-bench` takes.
@Suite struct BenchHelpTests {
  @Test func `the help names every measurement behind the program's name`() {
    for form in BenchCommand.form.subcommands {
      let help = BenchCommand.help(for: [form.name])
      #expect(help.hasPrefix("usage: voiceportal-bench \(form.name)"), "\(help)")
    }
  }

  @Test(arguments: [["nothing"], ["call", "store"], ["--no-option"], ["sip", "nothing"]])
  func `words that name no measurement are refused`(words: [String]) {
    #expect(throws: UsageError.self) { try BenchCommand.run(words) }
  }
}
