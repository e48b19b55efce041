import Administration
import Mailbox
import SoundFiles
import Store
import Wording

/// The messages of a page, in their groups; one of them may be open.
struct MessageList {
  let visit: SignedInRequest
  let filter: MessageFilter
  let open: Int64?
  let messages: [ListedMessage]
  /// The numbers of the senders as people write them: most have called more than once.
  private let numbers: [String: String]
  private let listAddress: String
  private let listQuery: Substring

  init(
    visit: SignedInRequest, filter: MessageFilter, open: Int64?, _ messages: [ListedMessage]
  ) {
    (self.visit, self.filter, self.open, self.messages) = (visit, filter, open, messages)
    listAddress = filter.address(offset: nil)
    listQuery = listAddress.drop { $0 != "?" }
    var numbers: [String: String] = [:]
    for listed in messages {
      guard let number = listed.message.from, numbers[number] == nil else { continue }
      numbers[number] = PhoneNumber(e164: number).map(visit.written) ?? number
    }
    self.numbers = numbers
  }

  private var isDeleted: Bool { filter.query.part == .deleted }

  var markup: Markup {
    let groups: [(MessageText, [ListedMessage])] =
      isDeleted
      ? [(.deleted, messages)]
      : [
        (.urgentAndNew, messages.filter { $0.message.rank == .urgentNew }),
        (.new, messages.filter { $0.message.rank == .new }),
        (.saved, messages.filter { $0.message.rank == .saved }),
      ]
    let lists: [Markup] = groups.filter { !$0.1.isEmpty }.map { name, messages in
      "<h2 class=\"group\">\(visit(name))</h2><ol>\(messages.map(item))</ol>"
    }
    return """
      <form method="post" action="\(Link.page(.messages).address)" aria-label="\(visit(.messages))">\
      \(Frame.token(visit))\(filter.hidden)\(bulk)\(lists)</form>
      """
  }

  private var bulk: Markup {
    let buttons: [Markup] =
      isDeleted
      ? [button("restore", .restore, .restore)]
      : [
        button("new", .new, .markNew), button("save", .tick, .markSaved),
        button("delete", .trash, .delete, danger: true),
      ]
    return """
      <div class="bulk" role="group" aria-label="\(visit(.messages))">\
      <strong aria-live="polite" data-text="\(visit(MessageText.selected))"></strong>\(buttons)\
      <button class="btn quiet only js" type="reset" aria-label="\(visit(MessageText.clearSelection))" \
      title="\(visit(MessageText.clearSelection))">\(Icon.cross.markup)</button></div>
      """
  }

  private func button(
    _ deed: String, _ icon: Icon, _ text: MessageText, danger: Bool = false
  ) -> Markup {
    """
    <button class="btn quiet\(" danger", if: danger)" name="do" value="\(deed)">\(icon.markup)\(visit(text))</button>
    """
  }

  private func item(_ listed: ListedMessage) -> Markup {
    let message = listed.message
    let isOpen = message.id == open
    let isNew = message.rank != .saved && !message.isDeleted
    let who = name(of: listed)
    let detail = isOpen ? MessageDetail(visit: visit, listed: listed, who: who).markup : .nothing
    return """
      <li class="msg\(" new", if: isNew)\(" is-open", if: isOpen)" id="message-\(message.id)"><div class="row">
      <label class="tick"><input type="checkbox" name="message" value="\(message.id)">\
      <span class="vh">\(visit(MessageText.selectFrom(who)))</span></label>
      <span class="place num"><span class="vh">\(visit(MessageText.place)) </span>\(listed.place)</span>
      <p class="who"><a href="\(address(of: message.id, isOpen))"\(" aria-current=\"true\"", if: isOpen)>\
      \("<span class=\"vh\">\(visit(MessageText.unread))</span>", if: isNew)\(who)</a>\
      <small>\(under(listed))</small></p>
      <p class="text">\(badges(message))<span>\(listed.transcript?.text ?? "")</span></p>
      <span class="len">\(clock(message.milliseconds))</span>
      \(DateText(visit).short(message.received))
      </div>\(detail)</li>
      """
  }

  /// A message that is open closes again.
  private func address(of id: Int64, _ isOpen: Bool) -> String {
    isOpen ? listAddress : "\(Link.message(id).address)\(listQuery)#message-\(id)"
  }

  private func name(of listed: ListedMessage) -> String {
    if let name = listed.senderName { return name }
    guard let number = listed.message.from else { return visit(MessageText.withheld) }
    return written(number)
  }

  private func under(_ listed: ListedMessage) -> String {
    var parts: [String] = []
    if listed.senderName != nil, let number = listed.message.from { parts.append(written(number)) }
    if let last = listed.forwarderNames.last { parts.append(visit(MessageText.forwardedBy(last))) }
    return parts.joined(separator: ", ")
  }

  private func written(_ number: String) -> String { numbers[number] ?? number }

  private func badges(_ message: StoredMessage) -> [Markup] {
    var badges: [Markup] = []
    if message.isUrgent {
      badges.append(
        "<span class=\"badge red\">\(Icon.urgent.markup)\(visit(MessageText.urgent))</span>")
    }
    if message.isConfidential {
      badges.append(
        "<span class=\"badge\">\(Icon.lock.markup)\(visit(MessageText.confidential))</span>")
    }
    return badges
  }
}

/// The open part of a message: its player, what is known of it, and what can be done with it.
struct MessageDetail {
  let visit: SignedInRequest
  let listed: ListedMessage
  let who: String

  var markup: Markup {
    let message = listed.message
    let sound = Link.sound(message: message.id, .play)
    let samples = (try? visit.site.mailboxes.sound(of: message.parts).samples) ?? []
    return """
      <div class="detail">
      \(SoundPlayer.full(
        visit, sound, milliseconds: message.milliseconds, samples: samples,
        name: visit(MessageText.sound)))
      <dl class="facts"><div><dt>\(visit(MessageText.received))</dt><dd>\(DateText(visit).long(message.received))</dd></div>\
      \(forwarders)</dl>\(text)
      <div class="acts">\(callBack)\(forward)\(deeds)\(download("MP3", .mp3))\(download("WAV", .wav))\(delete)</div>
      </div>
      """
  }

  /// What an engine has understood.
  private var text: Markup {
    guard let transcript = listed.transcript else { return .nothing }
    let words = transcript.text.isEmpty ? visit(MessageText.noWords) : transcript.text
    return """
      <div class="said"><h3>\(visit(MessageText.asText))</h3><p>\(words)</p>\
      <p class="help">\(visit(MessageText.madeByMachine(transcript.engine)))</p></div>
      """
  }

  private var forwarders: Markup {
    let names = listed.forwarderNames.joined(separator: ", ")
    return names.isEmpty
      ? .nothing : "<div><dt>\(visit(MessageText.forwardedHead))</dt><dd>\(names)</dd></div>"
  }

  private var callBack: Markup {
    guard let number = listed.message.from else { return .nothing }
    let bySIP: Markup =
      visit.site.sipDomain.map { domain in
        """
        <a class="btn quiet" href="\(Link.sip(number, domain: domain).address)">\(Icon.callBack.markup)\
        \(visit(MessageText.callBackBySoftphone))</a>
        """
      } ?? .nothing
    return """
      <a class="btn quiet" href="\(Link.telephone(number).address)">\(Icon.callBack.markup)\
      \(visit(MessageText.callBack))</a>\(bySIP)
      """
  }

  private var forward: Markup {
    guard !listed.message.isDeleted, !listed.message.isConfidential else { return .nothing }
    return """
      <a class="btn quiet" href="/messages/\(listed.message.id)/forward">\(Icon.forwarding.markup)\
      \(visit(MessageText.forward))</a>
      """
  }

  private var deeds: Markup {
    let message = listed.message
    if message.isDeleted { return button("restore", .restore, .restore) }
    return message.rank == .saved
      ? button("new", .new, .markNew) : button("save", .tick, .markSaved)
  }

  private var delete: Markup {
    listed.message.isDeleted
      ? .nothing
      : """
      <button class="btn quiet danger end" name="delete" value="\(listed.message.id)">\(Icon.trash.markup)\
      \(visit(MessageText.delete))</button>
      """
  }

  private func button(_ name: String, _ icon: Icon, _ text: MessageText) -> Markup {
    """
    <button class="btn quiet" name="\(name)" value="\(listed.message.id)">\(icon.markup)\(visit(text))</button>
    """
  }

  private func download(_ format: String, _ kind: Link.SoundKind) -> Markup {
    let name = visit(MessageText.downloadAs(format))
    return """
      <a class="btn quiet" href="\(Link.sound(message: listed.message.id, kind).address)" download \
      aria-label="\(name)" title="\(name)">\(Icon.download.markup)\(format)</a>
      """
  }
}

extension StoredMessage {
  /// How long it plays.
  var milliseconds: Int { parts.reduce(0) { $0 + Int($1.milliseconds) } }
}
