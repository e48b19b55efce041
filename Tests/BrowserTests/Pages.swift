import Mailbox
import Testing
import Wording

@testable import Web

/// A page as a test goes to it.
struct Page: CustomTestStringConvertible, Sendable {
  let path: String
  let title: PageText
  var testDescription: String { path }

  /// All that a user reaches by the menu; the compiler asks for the title of a new one.
  static let ofMenu = PagePath.allCases.compactMap { path -> Page? in
    let title: PageText
    switch path {
    case .signIn, .signOut: return nil
    case .messages: title = .messages
    case .profile: title = .profile
    case .portal: title = .portal
    case .aliases: title = .aliases
    case .mailbox: title = .mailbox
    case .greetings: title = .greetings
    case .lists: title = .lists
    case .forwarding: title = .forwarding
    }
    return Page(path: path.rawValue, title: title)
  }

  /// Those, a list, a list that is new, and messages that are deleted.
  static let all =
    ofMenu + [
      Page(path: "/lists/1", title: .lists), Page(path: "/lists/2", title: .lists),
      Page(path: "/messages?part=deleted", title: .messages),
    ]
}

extension Browser {
  /// Goes to the messages and opens the first.
  func openMessage() throws {
    try go("/messages")
    try click(".msg .who a")
    try wait("document.querySelector('.is-open')")
  }
}
