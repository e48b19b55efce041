import Mailbox
import Store
import Telephony
import Wording

/// Whose calls are shown: of a user's own mailbox, of a company, or all.
struct CallScope {
  let page: PagePath
  let lead: CallText
  let filter: StoredCallFilter
  /// By their keys, those whose calls are shown.
  private let companies: [Int64: Company]
  private let source: (any CallSource)?

  /// Those about the user's own mailbox.
  static func own(_ visit: SignedInRequest) -> CallScope {
    var filter = StoredCallFilter()
    filter.mailbox = visit.user.id
    return CallScope(.calls, .ownLead, filter, [visit.company], visit)
  }

  /// Those of an administrator's company.
  @Sendable static func company(_ visit: SignedInRequest) -> CallScope {
    var filter = StoredCallFilter()
    filter.company = visit.company.id
    return CallScope(.adminCalls, .companyLead, filter, [visit.company], visit)
  }

  /// Those of all companies, and those that came to none.
  @Sendable static func all(_ visit: SignedInRequest) throws -> CallScope {
    CallScope(
      .operatorCalls, .allLead, StoredCallFilter(), try visit.accounts.companies(), visit)
  }

  private init(
    _ page: PagePath, _ lead: CallText, _ filter: StoredCallFilter, _ companies: [Company],
    _ visit: SignedInRequest
  ) {
    (self.page, self.lead, self.filter) = (page, lead, filter)
    self.companies = Dictionary(companies.map { ($0.id, $0) }) { $1 }
    source = visit.site.calls
  }

  var folder: String { page.rawValue }

  /// Whether calls can be ended and made scripts of.
  var administers: Bool { page != .calls }

  func covers(_ entry: CallRegistry.LiveEntry) -> Bool {
    covers(company: entry.company, mailbox: entry.mailbox)
  }

  /// A record that is covered.
  func call(_ id: CallToken) throws -> StoredCall {
    guard let call = try source?.call(id), covers(company: call.companyID, mailbox: call.mailbox)
    else { throw WebFault.notFound }
    return call
  }

  /// A call that is on and covered.
  func live(_ id: CallToken) throws -> CallRegistry.LiveEntry {
    guard let entry = source?.live.first(where: { $0.beginning.id == id }), covers(entry) else {
      throw WebFault.notFound
    }
    return entry
  }

  private func covers(company: Int64?, mailbox: Int64?) -> Bool {
    if let own = filter.mailbox { return own == mailbox }
    return filter.company.map { $0 == company } ?? true
  }

  // MARK: Words

  /// A number as people of the call's company write it.
  func party(_ visit: SignedInRequest, _ number: String, _ company: Int64?) -> String {
    if number.isEmpty { return visit(CallText.withheld) }
    guard let plan = company.flatMap({ companies[$0] })?.plan,
      let known = PhoneNumber(signalled: number, in: plan)
    else { return number }
    return known.written(in: plan)
  }

  /// Which company a call came to, where calls of several are shown.
  func companyNote(_ company: Int64?) -> Markup {
    guard page == .operatorCalls, let name = company.flatMap({ companies[$0] })?.name else {
      return .nothing
    }
    return "<small>\(name)</small>"
  }
}
