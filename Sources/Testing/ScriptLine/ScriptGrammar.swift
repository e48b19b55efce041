import CallFlow
import Mailbox
import Telephony

/// What each verb is followed by.
extension ScriptWords {
  static let verbs = [
    "given", "call", "hears", "dials", "says", "waits", "listens", "hangs", "later", "expects",
  ]

  /// The whole line.
  mutating func action() throws(ScriptError) -> ScriptAction {
    let verb = try next("a verb")
    let action: ScriptAction
    switch verb {
    case "given": action = .given(try given())
    case "call": action = try call()
    case "hears": action = try hears()
    case "dials": action = .dials(try keys())
    case "says": action = .says(try sound())
    case "waits": action = .waits(try time())
    case "listens": action = .listens(try time())
    case "hangs":
      guard take("up") else { throw error("\"hangs\" is followed by \"up\".") }
      action = .hangsUp
    case "later": action = .later(try time())
    case "expects": action = .expects(try expectation())
    default: throw unknown(verb, as: "a verb of call scripts", among: Self.verbs)
    }
    try end()
    return action
  }

  private mutating func given() throws(ScriptError) -> Given {
    let subject = try next("accounts, layout, policy, language or transfers")
    switch subject {
    case "accounts":
      let word = try next("the name of an accounts file")
      return .accounts(word.hasPrefix("{") ? ([word] + takeRest()).joined(separator: " ") : word)
    case "layout": return .layout(try next("the name of a key layout"))
    case "policy":
      let profile = try next("the name of a passcode profile")
      guard PasscodePolicy.profile(named: profile) != nil else {
        throw unknown(profile, as: "a passcode profile", among: PasscodePolicy.profileNames)
      }
      return .policy(profile)
    case "language": return .language(try choice(Language.self, "a language").rawValue)
    case "transfers":
      return .transfers(try choice(TransferAnswer.self, "what comes of transfers"))
    default:
      throw unknown(
        subject, as: "what can be given",
        among: ["accounts", "layout", "policy", "language", "transfers"])
    }
  }

  private mutating func call() throws(ScriptError) -> ScriptAction {
    var words = takeRest()
    var rings: Int?
    if let place = words.firstIndex(of: "after") {
      guard words.count > place + 2, let count = Int(words[place + 1]),
        (0...1_000).contains(count), ["ring", "rings"].contains(words[place + 2])
      else { throw error("\"after\" is followed by a number, 0 to 1000, and \"rings\".") }
      rings = count
      words.removeSubrange(place...(place + 2))
    }
    do {
      let order = try CallOrder(words.joined(separator: " "))
      guard order.from != nil, order.to != nil else {
        throw error("A call is from a number or \"withheld\", to a number or \"portal\".")
      }
      return .call(order, rings: rings)
    } catch let wrong as CallOrderError {
      throw error(wrong.reason.prefix(1).uppercased() + wrong.reason.dropFirst() + ".")
    } catch let wrong as ScriptError {
      throw wrong
    } catch {
      throw self.error("\(error)")
    }
  }

  private mutating func hears() throws(ScriptError) -> ScriptAction {
    if take("nothing") {
      guard take("for") else { throw error("\"hears nothing\" is followed by \"for\" and a time.") }
      return .hearsNothing(try time())
    }
    let first = try next("a phrase")
    guard PhrasePattern.beginnings.contains(first) else {
      throw unknown(first, as: "the beginning of a phrase", among: PhrasePattern.beginnings)
    }
    return .hears(PhrasePattern([first] + takeRest()))
  }

  private mutating func keys() throws(ScriptError) -> [ScriptKey] {
    var keys: [ScriptKey] = []
    while let word = rest.popFirst() {
      if word == "passcode" {
        keys.append(.passcode(of: take("of") ? try next("a number") : nil))
        continue
      }
      for character in word {
        if let digit = Digit(character) {
          keys.append(.digit(digit))
        } else if "ABCD".contains(character) {
          keys.append(.letter(character))
        } else {
          throw error("\"\(character)\" is no key of a telephone.")
        }
      }
    }
    if keys.isEmpty { throw error("The line ends where a key is due.") }
    return keys
  }

  private mutating func sound() throws(ScriptError) -> SpokenSound {
    if let first = rest.first, Double(first) != nil {
      let time = try time()
      guard time > 0 else { throw error("Nothing said is \"waits\".") }
      return .made(time)
    }
    return .file(try next("a time like 5 s or a sound file"))
  }
}

/// What `expects` is followed by.
extension ScriptWords {
  fileprivate mutating func expectation() throws(ScriptError) -> Expectation {
    let subject = try next("what is expected")
    switch subject {
    case "mailbox":
      return .mailbox(
        try next("a number"), try counts(["new", "saved", "urgent", "deleted"]))
    case "mwi":
      return .messageWaiting(try next("a number"), try counts(["new", "old", "urgent"]))
    case "transfer": return .transfer(try next("a number"))
    case "refused": return .refused(try choice(Refusal.self, "a reason to refuse"))
    case "the":
      guard take("call"), take("has"), take("ended") else {
        throw error("It is written \"expects the call has ended\".")
      }
      return .ended
    case "language": return .language(try choice(Language.self, "a language"))
    case "journal":
      let words = takeRest().joined(separator: " ")
      if words.isEmpty { throw error("The line ends where a file or a text in quotes is due.") }
      guard words.hasPrefix("\"") else { return .journal(.file(words)) }
      guard words.count > 2, words.hasSuffix("\"") else {
        throw error("The text has no closing quotation mark.")
      }
      return .journal(.text(String(words.dropFirst().dropLast())))
    case "mail": return .mail(try mail())
    default:
      throw unknown(
        subject, as: "what can be expected",
        among: [
          "mailbox", "mwi", "transfer", "refused", "the call has ended", "language", "journal",
          "mail",
        ])
    }
  }

  /// `to anna@example.com with sound saying urgent`
  private mutating func mail() throws(ScriptError) -> MailExpectation {
    guard take("to") else { throw error("It is written \"expects mail to ADDRESS\".") }
    let address = try next("an address")
    if let fault = EmailAddress.fault(in: address) { throw error(fault) }
    var mail = MailExpectation(recipient: address)
    if let word = rest.first, word == "with" || word == "without" {
      rest.removeFirst()
      guard take("sound") else {
        throw error("It is written \"with sound\" or \"without sound\".")
      }
      mail.hasSound = word == "with"
    }
    if take("saying") {
      let words = takeRest().joined(separator: " ")
      if words.isEmpty { throw error("The line ends where words are due.") }
      mail.words = words
    }
    return mail
  }

  /// `new 1 saved 0`
  private mutating func counts(_ names: [String]) throws(ScriptError) -> MailboxCounts {
    var counts = MailboxCounts()
    while let word = rest.popFirst() {
      guard names.contains(word) else { throw unknown(word, as: "a count", among: names) }
      let count = try count("a count")
      switch word {
      case "new": counts.new = count
      case "urgent": counts.urgent = count
      case "deleted": counts.deleted = count
      default: counts.saved = count
      }
    }
    if counts == MailboxCounts() {
      throw error("The line ends where a count like \"new 1\" is due.")
    }
    return counts
  }
}
