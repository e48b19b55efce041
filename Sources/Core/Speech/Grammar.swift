import CallFlow
import Mailbox
import Portal

// The sentences with variable parts. They are built alike in our three languages; where one
// differs, its spoken has the word.
extension SpokenLanguage {
  /// - Parameter home: The listener's country; its numbers are read as she dials them.
  func parts(of phrase: Phrase, home: HomeCountry? = nil) -> [Part] {
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
    case .sender(let sender): leftBy(sender, home)
    case .forwardedBy(let sender):
      [.word(.forwardedBy)] + nameOrNumber(sender.name, sender.number ?? "", home) + [.stop]
    case .length(let seconds): [.word(.length)] + duration(seconds: seconds) + [.stop]
    case .number(let number): phoneNumber(number, home) + [.stop]
    case .person(let person): nameOrNumber(person.name, person.number, home) + [.stop]
    case .list(let number, let description, let members, let name):
      list(number: number, description: description, members: members, name: name)
    case .nextFreeList(let number): [.word(.nextFreeList)] + self.number(number) + [.stop]
    case .announcement(let number): [.word(.announcement)] + self.number(number) + [.stop]
    case .sent(let count):
      sentence(
        count, none: .sentToNobody, one: .sentToOne,
        many: [.word(.sentTo)] + number(count) + [.word(.recipients)])
    case .notDelivered(let number):
      [.word(.notDelivered)] + phoneNumber(number, home) + verb(.notDeliveredEnd) + [.stop]
    case .deleted(let count):
      sentence(
        count, none: .nothingDeleted, one: .oneDeleted,
        many: number(count) + [.word(.messagesDeleted)])
    case .passcodeRefused(let rule): [.say(.refusal(rule)), .stop]
    case .forwarding(let kind, let state): forwarding(kind, state, home)
    case .greeting(let reason, let name, let number):
      (name.map { [.name($0)] } ?? [.word(.personAtNumber)] + phoneNumber(number, home))
        + [.say(.greeting(reason)), .stop]
    case .audio(let audio), .ownGreeting(let audio, _, _, _): [.audio(audio)]
    case .take(let take): [.take(take)]
    }
  }

  /// Any number: one that has no words is read digit by digit.
  func number(_ number: Int) -> [Part] {
    guard number < 100_000 else { return digits(String(number)) }
    return cardinal(max(0, number))
  }

  /// What only some languages put at the end.
  private func verb(_ particle: Particle) -> [Part] {
    self.particle(particle) == nil ? [] : [.particle(particle)]
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
    var parts: [Part] = [.word(.message)] + number(place.index) + [.word(.of)]
    parts += number(place.total)
    // What is deleted is not offered as new.
    if place.disposition == .delete { return parts + [.comma, .word(.deleted), .stop] }
    if place.index == 1 {
      parts = [.word(isSaved ? .firstSavedMessage : .firstNewMessage)]
    } else {
      parts += [.comma, .word(isSaved ? .saved : .new)]
    }
    if place.isUrgent { parts += [.comma, .word(.urgent)] }
    if place.isConfidential { parts += [.comma, .word(.confidential)] }
    return parts + [.stop]
  }

  /// A caller with a name in place of a number, as a SIP user can have, is shown with it. There is no
  /// clip of it, so the caller's lack of a number is what is said.
  private func leftBy(_ sender: Sender, _ home: HomeCountry?) -> [Part] {
    if sender.name == nil, let text = sender.number, text.contains(where: \.isLetter) {
      return [.say(.prompt(.callerWithoutNumber)), .stop, .written(text), .stop]
    }
    let caller = nameOrNumber(sender.name, sender.number ?? "", home)
    if caller.isEmpty { return [.say(.prompt(.numberWithheld)), .stop] }
    return [.word(.from)] + caller + [.stop]
  }

  /// A recorded name is said in place of the description, of which there is no clip.
  private func list(
    number: Int, description: String, members: Int, name: AudioReference?
  ) -> [Part] {
    var parts: [Part] = [.word(.distributionList)] + self.number(number) + [.comma]
    if let name {
      parts += [.name(name), .comma]
    } else if !description.isEmpty {
      parts += [.written(description), .comma]
    }
    return parts + (members <= 0 ? [.word(.noMembers)] : count(members, .member)) + [.stop]
  }

  private func forwarding(
    _ kind: ForwardingKind, _ state: PhoneSettings.ForwardingState, _ home: HomeCountry?
  ) -> [Part] {
    let number: [Part] =
      state.number.map { [.word(.theNumberIs)] + phoneNumber($0, home) } ?? [.word(.noNumberSet)]
    return [.say(.forwarding(kind, isOn: state.isOn)), .stop] + number + [.stop]
  }
}
