import HTTP
import Mailbox
import Store
import Wording

/// One request to the page, and in which language it is answered.
struct PageRequest: Sendable {
  let request: HTTPRequest
  let site: WebSite
  let language: Language
  /// The pieces of the path that stand for `*`.
  let parameters: [String]

  func callAsFunction(_ text: PageText) -> String { text.text(in: language) }

  func callAsFunction(_ text: some WrittenText) -> String { text.text(in: language) }
}

/// One request of a user who is signed in.
struct SignedInRequest: Sendable {
  let visit: PageRequest
  let session: WebSession
  /// As she is stored now.
  let user: User
  /// Hers; on pages of administration the one that she administers.
  var company: Company
  /// The company that she administers, if she does: an operator may have chosen another one.
  let managed: Company

  var request: HTTPRequest { visit.request }
  var site: WebSite { visit.site }
  var language: Language { visit.language }
  var parameters: [String] { visit.parameters }
  /// Administration in her name.
  var accounts: any Accounts {
    site.mailboxes.accounts(as: .page(user: user.id), from: request.client)
  }

  /// How many messages wait for her.
  func waiting() throws -> MessageCounts {
    try accounts.waitingMessages(of: [user.id]).first?.counts ?? MessageCounts()
  }

  func callAsFunction(_ text: PageText) -> String { text.text(in: language) }

  func callAsFunction(_ text: some WrittenText) -> String { text.text(in: language) }

  /// A number as people of the company write it.
  func written(_ number: PhoneNumber) -> String { number.written(in: company.plan) }

  /// A moment as her calendar shows it.
  func time(_ milliseconds: Int64) -> LocalTime {
    site.localTimes.localTime(of: milliseconds, now: site.now(), zone: user.timeZone)
  }

  /// The parameter at a place, as the key of a row.
  func key(_ place: Int) throws -> Int64 {
    guard let key = Int64(parameters[place]) else { throw WebFault.notFound }
    return key
  }
}

/// Why a request gets no page.
enum WebFault: Error {
  case notFound
  /// The form is not from one of our pages.
  case foreignForm
}
