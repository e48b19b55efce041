import Mailbox
import Testing
import Wording

@testable import Web

/// A page as a test goes to it.
struct Page: CustomTestStringConvertible, Sendable {
  let path: String
  let title: any WrittenText
  var testDescription: String { path }

  private init(_ path: PagePath, _ title: PageText) { self.init(path.rawValue, title) }

  private init(_ path: String, _ title: any WrittenText) { (self.path, self.title) = (path, title) }

  /// All that a user reaches by the menu.
  static let ofMenu = [
    Page(.messages, .messages), Page("/calls", CallText.title), Page(.profile, .profile),
    Page(.portal, .portal),
    Page(.aliases, .aliases), Page(.mailbox, .mailbox), Page(.greetings, .greetings),
    Page(.announcements, .announcements), Page(.lists, .lists), Page(.forwarding, .forwarding),
  ]

  /// Those, a list, a list that is new, and messages that are deleted.
  static let all =
    ofMenu + [
      Page("/lists/1", PageText.lists), Page("/lists/2", PageText.lists),
      Page("/messages?part=deleted", PageText.messages),
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
