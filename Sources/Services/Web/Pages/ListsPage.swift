import HTTP
import Mailbox
import Store
import Wording

/// The user's distribution lists (requirement F1).
enum ListsPage {
  static let routes: [PageRoute] = [
    .get(PagePath.lists.rawValue) { visit in try show(visit, open: nil) },
    .get("/lists/*") { visit in try show(visit, open: number(visit)) },
    .post("/lists/*", save),
    .post("/lists/*/remove") { visit in
      try visit.accounts.removeList(number(visit), of: visit.user.id)
      return .redirect(to: Link.page(.lists).address + "?saved=1")
    },
  ]

  private static func number(_ visit: SignedInRequest) throws -> Int {
    guard let number = Int(visit.parameters[0]), DistributionList.numbers.contains(number) else {
      throw WebFault.notFound
    }
    return number
  }

  // MARK: Saving

  private static func save(_ visit: SignedInRequest) throws -> HTTPResponse {
    let (number, request) = (try number(visit), visit.request)
    var draft = ListDraft(
      description: request.field("description") ?? "", isOpen: request.field("open") == "on",
      newMember: request.field("member") ?? "")
    do {
      let stored = try visit.accounts.revised(list: number, of: visit.user.id)
      guard (stored?.revision ?? 0) == request.field("revision").flatMap(Int64.init) else {
        draft.merge(
          stored?.value, seenDescription: request.field("seen-description"),
          seenOpen: request.field("seen-open"), visit)
        return try show(visit, open: number, draft)
      }
      try visit.accounts.set(
        Revised(
          try list(number, draft, changing: stored?.value, visit), revision: stored?.revision ?? 0),
        of: visit.user.id)
    } catch let error as DistributionListError {
      draft.refuse(
        error.isAboutMember ? "member" : "description",
        FieldRefusal.list(error).text(in: visit.language))
      return try show(visit, open: number, draft)
    } catch StoreError.changedMeanwhile {
      draft.refuse("content", visit(.changedMeanwhile))
      return try show(visit, open: number, draft)
    }
    return .redirect(to: "/lists/\(number)?saved=1")
  }

  private static func list(
    _ number: Int, _ draft: ListDraft, changing old: DistributionList?, _ visit: SignedInRequest
  ) throws -> DistributionList {
    var list = try DistributionList(
      number: number, description: draft.description, isOpenToOthers: draft.isOpen)
    let dropped = visit.request.field("remove").flatMap(Int64.init)
    for member in old?.members ?? [] where member != dropped {
      try list.add(member, typedAs: "\(member)")
    }
    for typed in draft.newMember.split(whereSeparator: { $0 == "," || $0 == ";" }) {
      let text = String(typed).filter { $0 != " " }
      let found = try visit.accounts.user(withNumber: text, of: visit.company.id)
      try list.add(found?.id, typedAs: text)
    }
    return list
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, open: Int?, _ draft: ListDraft? = nil
  ) throws -> HTTPResponse {
    let lists = try visit.accounts.lists(of: visit.user.id)
    let free = DistributionList.numbers.first { number in !lists.contains { $0.number == number } }
    let slots: [Markup] = lists.map { list in
      """
      <li><a href="/lists/\(list.number)"\(" aria-current=\"page\"", if: list.number == open)>\
      <span class="num">\(list.number)</span><span>\(list.description)</span>\
      <span class="muted num">\(visit(ListText.members(list.members.count)))</span></a></li>
      """
    }
    let new: Markup =
      free.map {
        """
        <li><a class="free" href="/lists/\($0)"\(" aria-current=\"page\"", if: $0 == open)>\
        <span class="num">\($0)</span><span>\(visit(ListText.new))</span></a></li>
        """
      } ?? .nothing
    let none: Markup = "<p class=\"muted\">\(visit(ListText.choose))</p>"
    let isRefused = draft.map { !$0.refusals.isEmpty } ?? false
    return try Frame.page(
      visit, .lists, title: visit(.lists), lead: visit(ListText.lead), isRefused: isRefused,
      status: isRefused ? 422 : 200,
      [
        Controls(visit: visit, refusals: draft?.refusals ?? []).summary(), SavedNote.markup(visit),
        """
        <div class="split"><nav aria-label="\(visit(.lists))"><ul class="slots">\(slots)\(new)</ul></nav>\
        \(try open.map { try panel(visit, $0, lists.first { $0.number == open }, draft) } ?? none)</div>
        """,
      ])
  }

  private static func panel(
    _ visit: SignedInRequest, _ number: Int, _ list: DistributionList?, _ draft: ListDraft?
  ) throws -> Markup {
    let controls = Controls(visit: visit, refusals: draft?.refusals ?? [])
    let revision = try visit.accounts.revised(list: number, of: visit.user.id)?.revision ?? 0
    let rows = try (list?.members ?? []).map { try member($0, visit) }
    let remove: Markup = """
      <form method="post" action="/lists/\(number)/remove">\(Frame.token(visit))\
      <button class="btn danger">\(Icon.trash.markup)\(visit(ListText.removeList))</button></form>
      """
    return """
      <div class="panel"><form class="stack" method="post" action="/lists/\(number)" novalidate>\(Frame.token(visit))\
      <input type="hidden" name="revision" value="\(revision)">\
      <input type="hidden" name="seen-description" value="\(list?.description ?? "")">\
      <input type="hidden" name="seen-open" value="\(list?.isOpenToOthers == true ? "on" : "off")">
      <h2>\(visit(ListText.list(number)))</h2>
      \(controls.text(
        "description", visit(ListText.description), help: visit(ListText.descriptionHelp),
        value: draft?.description ?? list?.description ?? "", width: .large))
      \("<div><h3>\(visit(ListText.membersHead))</h3><ul class=\"items\">\(rows)</ul></div>", if: !rows.isEmpty)
      \(controls.text(
        "member", visit(ListText.newMember), help: visit(ListText.newMemberHelp),
        value: draft?.newMember ?? ""))
      \(controls.onOff(
        "open", visit(ListText.open), help: visit(ListText.openHelp),
        isOn: draft?.isOpen ?? list?.isOpenToOthers ?? false))
      <div class="acts"><button class="btn primary">\(visit(.save))</button></div></form>\
      \(remove, if: list != nil)</div>
      """
  }

  private static func member(_ id: Int64, _ visit: SignedInRequest) throws -> Markup {
    let user = try visit.accounts.user(id)
    return """
      <li><span>\(user.fullName)<small class="num">\(visit.written(user.mainNumber)), \
      \(user.extension.digits)</small></span><button class="btn quiet danger" name="remove" value="\(id)">\
      \(visit(.remove))<span class="vh">: \(user.fullName)</span></button></li>
      """
  }
}

/// What was typed for a list.
struct ListDraft {
  private(set) var description: String
  private(set) var isOpen: Bool
  let newMember: String
  private(set) var refusals: [FormRefusal] = []

  init(description: String, isOpen: Bool, newMember: String) {
    (self.description, self.isOpen, self.newMember) = (description, isOpen, newMember)
  }

  /// Says that somebody else has changed the list. What the user has not touched becomes what it is now.
  mutating func merge(
    _ now: DistributionList?, seenDescription: String?, seenOpen: String?, _ visit: SignedInRequest
  ) {
    refuse("content", visit(.changedMeanwhile))
    guard let now else { return }
    if description == seenDescription {
      description = now.description
    } else if now.description != seenDescription {
      refuse("description", visit(SettingText.nowIs(now.description)))
    }
    if (isOpen ? "on" : "off") == seenOpen { isOpen = now.isOpenToOthers }
  }

  mutating func refuse(_ control: String, _ text: String) {
    refusals.append(FormRefusal(control: control, text: text))
  }
}

extension DistributionListError {
  fileprivate var isAboutMember: Bool {
    switch self {
    case .unknownMember, .duplicateMember, .notAMember: true
    case .numberOutOfRange, .numberTaken, .noFreeNumber, .noSuchList, .wrongDescriptionLength,
      .badDescription:
      false
    }
  }
}
