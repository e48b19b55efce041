import CallFlow
import Commands
import Configuration
import Foundation
import Mailbox
import Portal
import Store

/// A configuration with what it means for calls, as the services of a server follow it.
struct ServedConfiguration {
  let configuration: ServerConfiguration
  let script: Script<VoicePortal>
  let language: FirstLanguage
  /// At least one.
  private let companies: [Company]

  /// - Throws: What is wrong with the layout, that there is no company, or that a line is of a company
  ///   that is not there.
  init(_ configuration: ServerConfiguration, in accounts: any Accounts) throws {
    companies = try accounts.companies()
    guard let company = companies.first else {
      throw Failure("There is no company yet. See voiceportal accounts --help.")
    }
    self.configuration = configuration
    for name in configuration.companiesOfLines {
      guard companies.contains(where: { $0.name == name }) else {
        throw Failure("A line is of the company '\(name)', which is not there.")
      }
    }
    script = try LayoutOption.script(configuration.layout)
    language = FirstLanguage(
      language: configuration.language ?? company.language,
      isFixed: configuration.language != nil)
  }

  /// The company of a line: whose portal number it tells.
  /// - Parameter name: As the line's configuration has it; `nil`: the line is for all companies, and
  ///   tells of the first.
  func company(named name: String?) -> Company {
    companies.first { $0.name == name } ?? companies[0]
  }

  /// What is spoken on a line before a mailbox is known.
  func language(ofLineOf name: String?) -> FirstLanguage {
    guard name != nil, !language.isFixed else { return language }
    return FirstLanguage(language: company(named: name).language, isFixed: false)
  }
}

/// What is spoken before a mailbox is known.
struct FirstLanguage {
  var language: Language
  /// Whether the configuration says it; else each company has its own.
  var isFixed: Bool
}
