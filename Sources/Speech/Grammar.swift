import CallFlow
import Mailbox
import Portal

// The sentences with variable parts. They are built alike in our three languages; where one
// differs, its tongue has the word.
extension Tongue {
  func parts(of phrase: Phrase) -> [Part] {
    switch phrase {
    case .prompt(let prompt): [.say(.prompt(prompt)), .stop]
    case .press(let digit, let command): [.say(.option(command)), .say(.key(digit)), .stop]
    case .counts(let counts): messageCounts(counts)
    case .failedAttempts(let count):
      sentence(
        count, none: .noFailedAttempts, one: .oneFailedAttempt,
        many: [.word(.thereWere)] + number(count) + [.word(.failedAttempts)])
    case .place(let place): placeAmongMessages(place)
    case .received(let time): received(time)
    case .sender(let sender): leftBy(sender)
    case .forwardedBy(let sender):
      [.word(.forwardedBy)] + nameOrNumber(sender.name, sender.number ?? "") + [.stop]
    case .length(let seconds): [.word(.length)] + duration(seconds: seconds) + [.stop]
    case .number(let number): phoneNumber(number) + [.stop]
    case .person(let person): nameOrNumber(person.name, person.number) + [.stop]
    case .list(let number, let description, let members):
      list(number: number, description: description, members: members)
    case .sent(let count):
      sentence(
        count, none: .sentToNobody, one: .sentToOne,
        many: [.word(.sentTo)] + number(count) + [.word(.recipients)])
    case .notDelivered(let number): [.word(.notDelivered)] + phoneNumber(number) + [.stop]
    case .deleted(let count):
      sentence(
        count, none: .nothingDeleted, one: .oneDeleted,
        many: number(count) + [.word(.messagesDeleted)])
    case .passcodeRefused(let rule): [.say(.refusal(rule)), .stop]
    case .forwarding(let kind, let state): forwarding(kind, state)
    case .greeting(let reason, let name, let number):
      (name.map { [.name($0)] } ?? [.word(.personAtNumber)] + phoneNumber(number))
        + [.say(.greeting(reason)), .stop]
    case .audio(let audio), .ownGreeting(let audio, _, _, _): [.audio(audio)]
    case .take(let take): [.take(take)]
    }
  }

  /// Any number: one that has no words is read digit by digit.
  func number(_ number: Int) -> [Part] {
    guard number < 1_000_000 else { return digits(String(number)) }
    return cardinal(max(0, number))
  }

  private func sentence(_ count: Int, none: Word, one: Word, many: [Part]) -> [Part] {
    if count <= 0 { return [.word(none), .stop] }
    return (count == 1 ? [.word(one)] : many) + [.stop]
  }

  private func messageCounts(_ counts: MessageCounts) -> [Part] {
    let new = Int(counts.new)
    let urgent = Int(counts.urgent)
    let saved = Int(counts.saved)
    if new <= 0 && saved <= 0 { return [.say(.prompt(.noMessages)), .stop] }
    var parts: [Part] = [.word(.youHave)]
    if new <= 0 {
      parts.append(.word(.noNewMessages))
    } else {
      parts += count(new, urgent >= new ? .newUrgentMessage : .newMessage)
    }
    if urgent > 0 && urgent < new { parts += [.comma] + urgentShare(urgent) + [.comma] }
    if saved > 0 { parts += [.word(.and)] + count(saved, .savedMessage) }
    if parts.last == .comma { parts.removeLast() }
    return parts + [.stop]
  }

  private func placeAmongMessages(_ place: MessagePlace) -> [Part] {
    let isSaved = place.rank == .saved
    var parts: [Part]
    if place.index == 1 {
      parts = [.word(isSaved ? .firstSavedMessage : .firstNewMessage)]
    } else {
      parts = [.word(.message)] + number(place.index) + [.word(.of)] + number(place.total)
      parts += [.comma, .word(isSaved ? .saved : .new)]
    }
    if place.isUrgent { parts += [.comma, .word(.urgent)] }
    if place.isConfidential { parts += [.comma, .word(.confidential)] }
    if place.disposition == .delete { parts += [.comma, .word(.deleted)] }
    return parts + [.stop]
  }

  private func leftBy(_ sender: Sender) -> [Part] {
    let caller = nameOrNumber(sender.name, sender.number ?? "")
    if caller.isEmpty { return [.say(.prompt(.numberWithheld)), .stop] }
    return [.word(.from)] + caller + [.stop]
  }

  private func list(number: Int, description: String, members: Int) -> [Part] {
    var parts: [Part] = [.word(.distributionList)] + self.number(number) + [.comma]
    if !description.isEmpty { parts += [.written(description), .comma] }
    return parts + (members <= 0 ? [.word(.noMembers)] : count(members, .member)) + [.stop]
  }

  private func forwarding(
    _ kind: ForwardingKind, _ state: PhoneSettings.ForwardingState
  ) -> [Part] {
    let number: [Part] =
      state.number.map { [.word(.theNumberIs)] + phoneNumber($0) } ?? [.word(.noNumberSet)]
    return [.say(.forwarding(kind, isOn: state.isOn)), .stop] + number + [.stop]
  }
}
