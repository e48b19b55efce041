import Administration
import Mailbox
import Store
import Wording

/// The detail of an entry of the audit log in the reader's language, with the names that fields and
/// choices have on the page.
struct AuditDetailText {
  let visit: SignedInRequest
  /// Of the users of the company.
  let names: [Int64: String]

  func text(of entry: AuditEntry) -> String {
    let detail = entry.detail
    switch entry.kind {
    case .userChanged, .companyChanged: return changes(detail, entry.kind) ?? detail
    case .listsChanged: return list(detail)
    case .greetingChanged: return greeting(detail)
    case .announcementsChanged: return removed(detail) ?? detail
    case .passcodeChanged: return detail == "assigned" ? visit(AuditText.assigned) : detail
    case .webPasswordChanged:
      return detail == "removed" ? visit(AuditText.removedPassword) : detail
    case .accessTokensChanged: return token(detail)
    case .messageArrived, .messageChanged, .userAdded, .userRemoved, .loginLocked, .loginUnlocked,
      .deliveryFailed, .mailboxNearlyFull, .companyAdded, .companyRemoved:
      return detail
    case .mailQueueChanged, .eventQueueChanged: return queue(detail)
    }
  }

  private func changes(_ detail: String, _ kind: MailboxChange.Kind) -> String? {
    guard let changes = AuditedChange.all(in: detail, of: kind) else { return nil }
    return changes.map { change in
      let field = name(of: change.field, kind)
      if change.after == .secret { return visit(AuditText.secretChange(field: field)) }
      let people = change.field == "members" && kind == .listsChanged
      return visit(
        AuditText.change(
          field: field, before: text(of: change.before, people),
          after: text(of: change.after, people)))
    }.joined(separator: "; ")
  }

  private func name(of field: String, _ kind: MailboxChange.Kind) -> String {
    guard kind == .listsChanged else { return visit(NamedText(.field, field)) }
    switch field {
    case "members": return visit(ListText.membersHead)
    case "open": return visit(ListText.open)
    case _: return visit(ListText.description)
    }
  }

  private func text(of value: AuditedChange.Value, _ people: Bool) -> String {
    switch value {
    case .none, .secret: return visit(AuditText.noValue)
    case .word(let word): return visit(NamedText(.choice, word))
    case .text(let text): return text
    case .several(let texts):
      let shown = people ? texts.map { Int64($0).flatMap { names[$0] } ?? $0 } : texts
      return shown.joined(separator: ", ")
    }
  }

  /// `list 3: …`, `list 3 removed`
  private func list(_ detail: String) -> String {
    guard detail.hasPrefix("list ") else { return detail }
    let rest = detail.dropFirst(5)
    let digits = rest.prefix { $0.isNumber }
    guard let number = Int(digits) else { return detail }
    let told = rest.dropFirst(digits.count)
    if told == " removed" { return visit(AuditText.listRemoved(number)) }
    guard told.hasPrefix(": ") else { return detail }
    let what = String(told.dropFirst(2))
    let sound = seconds(of: what, after: "name, ").map {
      visit(AuditText.seconds(visit(GreetingText.slot(.name)), $0))
    }
    return visit(AuditText.list(number, sound ?? changes(what, .listsChanged) ?? what))
  }

  /// `busy: 4 s`, `busy removed`
  private func greeting(_ detail: String) -> String {
    for slot in GreetingSlot.allCases {
      let name = visit(GreetingText.slot(slot))
      if detail == "\(slot.rawValue) removed" { return visit(AuditText.removed(name)) }
      if let count = seconds(of: detail, after: "\(slot.rawValue): ") {
        return visit(AuditText.seconds(name, count))
      }
    }
    return detail
  }

  private func seconds(of text: String, after prefix: String) -> Int? {
    guard text.hasPrefix(prefix), text.hasSuffix(" s") else { return nil }
    return Int(text.dropFirst(prefix.count).dropLast(2))
  }

  private func removed(_ detail: String) -> String? {
    let ending = " removed"
    guard detail.hasSuffix(ending) else { return nil }
    return visit(AuditText.removed(String(detail.dropLast(ending.count))))
  }

  /// `retried: 17`, `dropped: 17`, `enabled: https://crm.example.com/calls`
  private func queue(_ detail: String) -> String {
    guard let colon = detail.firstRange(of: ": ") else { return detail }
    let name = String(detail[colon.upperBound...])
    return switch detail[..<colon.lowerBound] {
    case "retried": visit(AuditText.triedAtOnce(name))
    case "dropped": visit(AuditText.givenUp(name))
    case "enabled": visit(AuditText.sentAgain(name))
    case _: detail
    }
  }

  /// `made: crm (user)`, `revoked: crm`
  private func token(_ detail: String) -> String {
    if detail.hasPrefix("made: ") {
      return visit(AuditText.tokenMade(String(detail.dropFirst(6))))
    }
    return detail.hasPrefix("revoked: ")
      ? visit(AuditText.tokenRevoked(String(detail.dropFirst(9)))) : detail
  }
}
