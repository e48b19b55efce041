import CallFlow
import Foundation
import Mailbox
import Portal
import Store

/// A configuration with what it means for calls, as the services of a server follow it.
struct ServedConfiguration {
  let configuration: ServerConfiguration
  let script: Script<VoicePortal>
  let language: FirstLanguage
  /// Whose portal number the lines tell.
  let company: Company

  /// - Throws: What is wrong with the layout, or that there is no company.
  init(_ configuration: ServerConfiguration, in accounts: any Accounts) throws {
    guard let company = try accounts.companies().first else {
      throw Failure("There is no company yet. See voiceportal accounts --help.")
    }
    self.configuration = configuration
    self.company = company
    script = try LayoutOption.script(configuration.layout)
    language = FirstLanguage(
      language: configuration.language ?? company.language,
      isFixed: configuration.language != nil)
  }
}

/// What is spoken before a mailbox is known.
struct FirstLanguage {
  var language: Language
  /// Whether the configuration says it; else each company has its own.
  var isFixed: Bool
}
