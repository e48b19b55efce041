import HTTP
import Mailbox
import Store
import Wording

/// The list of messages, and what can be done with them.
enum MessagesPage {
  static let routes: [PageRoute] = [
    .get(PagePath.messages.rawValue) { visit in try show(visit, open: nil) },
    .get("/messages/events") { visit in HTTPResponse(try visit.site.inboxes.open(visit)) },
    .get("/messages/*") { visit in try show(visit, open: visit.key(0)) },
    .post(PagePath.messages.rawValue, act),
  ]

  // MARK: Showing

  private static func show(_ visit: SignedInRequest, open: Int64?) throws -> HTTPResponse {
    let filter = MessageFilter(visit)
    let page = try visit.accounts.messagePage(of: visit.user.id, filter.query)
    let counts = { (part: MessageQuery.Part) in page.counts[part] ?? 0 }
    let waiting = try visit.waiting()
    let list = MessageList(visit: visit, filter: filter, open: open, page.messages)
    let none: MessageText = filter.isNarrow ? .noneFound : .noMessages
    return try Frame.page(
      visit, .messages, title: visit(.messages),
      lead: visit(
        MessageText.lead(new: counts(.new), urgent: Int(waiting.urgent), saved: counts(.saved))),
      acts: [
        "<a class=\"btn\" href=\"/messages/new\">\(Icon.greeting.markup)\(visit(SendText.compose))</a>"
      ],
      new: Int(waiting.new),
      [
        sent(visit), try failedMail(visit), tabs(visit, filter, counts), filter.form(visit),
        page.messages.isEmpty ? "<p class=\"lead\">\(visit(none))</p>" : list.markup,
        pages(visit, filter, page),
      ])
  }

  /// Says to how many mailboxes a message was sent, after its form has led here.
  private static func sent(_ visit: SignedInRequest) -> Markup {
    guard let count = visit.request.target["sent"].flatMap(Int.init) else { return .nothing }
    return """
      <div class="note" role="status">\(Icon.tick.markup)<p>\(visit(SendText.sent(count)))</p></div>
      """
  }

  /// The last e-mail about a message that was given up.
  private static func failedMail(_ visit: SignedInRequest) throws -> Markup {
    guard let job = try visit.accounts.failedMail(of: visit.user.id).first else { return .nothing }
    let when = visit.time(job.created).long(in: visit.language)
    let text = MessageText.mailFailed(address: job.recipient, when: when)
    return "<div class=\"note warn\">\(Icon.urgent.markup)<p>\(visit(text))</p></div>"
  }

  private static func tabs(
    _ visit: SignedInRequest, _ filter: MessageFilter, _ counts: (MessageQuery.Part) -> Int
  ) -> Markup {
    let names: [(MessageQuery.Part, MessageText)] = [
      (.all, .all), (.new, .new), (.saved, .saved), (.deleted, .deleted),
    ]
    let tabs: [Markup] = names.map { part, name in
      """
      <a href="/messages?part=\(part.rawValue)"\(" aria-current=\"page\"", if: part == filter.query.part)>\
      \(visit(name)) <span class="num small">\(counts(part))</span></a>
      """
    }
    return "<nav class=\"tabs\" aria-label=\"\(visit(.messages))\">\(tabs)</nav>"
  }

  private static func pages(
    _ visit: SignedInRequest, _ filter: MessageFilter, _ page: MessagePage
  ) -> Markup {
    let (offset, count) = (filter.query.offset, page.messages.count)
    let isOldestFirst = visit.user.settings.order == .oldestFirst
    let last = offset + count
    let earlier: Markup = """
      <a class="btn quiet" rel="prev" href="\(filter.address(offset: max(0, offset - filter.query.limit)))">\
      \(visit(MessageText.earlier))</a>
      """
    let later: Markup = """
      <a class="btn quiet" rel="next" href="\(filter.address(offset: last))">\(visit(MessageText.later))</a>
      """
    let shown: Markup =
      "\(visit(MessageText.shown(from: offset + 1, to: last, of: page.found))) · "
    let days = visit.company.keepsDeletedDays
    return """
      <nav class="pages" aria-label="\(visit(MessageText.pages))"><p class="muted small">\(shown, if: count > 0)\
      \("\(visit(MessageText.restoreDays(days)))", if: filter.query.part == .deleted)\
      \("\(visit(MessageText.order(isOldestFirst: isOldestFirst)))", if: filter.query.part != .deleted)</p>\
      \(earlier, if: offset > 0)\(later, if: last < page.found)</nav>
      """
  }

  // MARK: Acting

  /// A button over the list acts on what is ticked, one in a message on that message.
  private static func act(_ visit: SignedInRequest) throws -> HTTPResponse {
    let form = visit.request
    let mailbox = (site: visit.site, user: visit.user.id)
    for deed in [MessageDeed.save, .delete, .new, .restore] {
      if let id = form.field(deed.rawValue).flatMap(Int64.init) {
        try deed.carryOut([id], mailbox)
      }
    }
    if let deed = form.field("do").flatMap(MessageDeed.init(rawValue:)) {
      try deed.carryOut(form.fields("message").compactMap(Int64.init), mailbox)
    }
    return .redirect(to: MessageFilter(visit, form: true).address(offset: nil))
  }
}
