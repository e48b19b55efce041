import Commands
import Foundation
import Mailbox
import ProjectFiles
import Testing

@testable import voiceportal

/// What `voiceportal simulate` makes of its surroundings and its words.
@Suite struct SimulateCommandTests {
  @Test(arguments: [
    (["LANG": "de_DE.UTF-8"], Language.de), (["LANG": "nl"], .nl), ([:], .en),
    (["LANG": "fr_FR.UTF-8"], .en), (["LANG": "C"], .en),
    (["LC_ALL": "nl_NL", "LC_MESSAGES": "de_DE", "LANG": "en_GB"], .nl),
    (["LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "en_GB"], .de),
  ])
  func `the language of the terminal's locale is taken`(
    environment: [String: String], language: Language
  ) {
    #expect(SimulateCommand.language(ofTerminal: environment) == language)
  }

  @Test(arguments: ["--from", "--to"])
  func `a name that nobody has is refused with the known ones`(option: String) {
    let error = #expect(throws: UsageError.self) {
      try SimulateCommand.run([option, "Nobody", "--prompts", ProjectFiles.prompts.path])
    }
    #expect(error?.reason.hasPrefix("there is nobody called 'Nobody'; there are Emma,") == true)
  }
}
