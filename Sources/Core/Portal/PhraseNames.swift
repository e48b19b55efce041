import CallFlow
import Mailbox

/// How scripts and the journal write a phrase: words in lower case, the most telling first, such
/// as `enter-passcode`, `press 1 messages` or `message 1 of 2 new urgent`.
extension Phrase: CustomStringConvertible {
  public var description: String {
    switch self {
    case .prompt(let prompt): prompt.name
    case .press(let digit, let command): "press \(digit.character) \(command.name)"
    case .counts(let counts):
      "counts new \(counts.new) urgent \(counts.urgent) saved \(counts.saved)"
    case .failedAttempts(let count): "failed-attempts \(count)"
    case .place(let place): place.description
    case .received(let time): "received \(time.description)"
    case .sender(let sender): "sender \(sender.number ?? "withheld")"
    case .forwardedBy(let sender): "forwarded-by \(sender.number ?? "withheld")"
    case .length(let seconds): "length \(seconds) s"
    case .number(let number): "number \(number)"
    case .person(let person): "person \(person.number)"
    case .nextFreeList(let number): "next-free-list \(number)"
    case .announcement(let number): "announcement \(number)"
    case .list(let number, let description, let members, _):
      "list \(number) members \(members) \(description)"
    case .sent(let count): "sent \(count)"
    case .notDelivered(let number): "not-delivered \(number)"
    case .deleted(let count): "deleted \(count)"
    case .passcodeRefused(let rule): "passcode-refused \(kebabCase(rule.rawValue))"
    case .forwarding(let kind, let state):
      "forwarding \(kind.rawValue) \(state.isOn ? "on" : "off") \(state.number ?? "no-number")"
    case .greeting(let greeting, let name, let number):
      "greeting \(greeting.rawValue) \(name == nil ? number : "recorded-name")"
    case .audio(let audio), .ownGreeting(let audio, _, _, _): "audio \(audio.id)"
    case .take: "take"
    }
  }
}

extension MessagePlace: CustomStringConvertible {
  public var description: String {
    var words = ["message \(index) of \(total)"]
    // What is deleted is not offered as new.
    if disposition != .delete { words.append(rank == .saved ? "saved" : "new") }
    if isUrgent { words.append("urgent") }
    if isConfidential { words.append("confidential") }
    if disposition == .delete { words.append("deleted") }
    return words.joined(separator: " ")
  }
}
