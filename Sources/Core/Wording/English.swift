import Mailbox

extension MailPhrase {
  var english: String {
    switch self {
    case .newMessage(let caller): "New voice message from \(caller.english)"
    case .newUrgentMessage(let caller): "Urgent voice message from \(caller.english)"
    case .mailboxNearlyFull: "A mailbox is nearly full"
    case .passcodeChanged: "The passcode of your mailbox was changed"
    case .loginLocked: "Your mailbox is locked for a while"
    case .signInLink: "Your link for a new web password"
    case .mailUndelivered(let user): "A mail to \(user) could not be delivered"
    case .test: "Test mail of the voice portal"
    case .greeting(let name): "Hello \(name),"
    case .messageLeft(let caller, let time):
      "\(caller.englishSubject) left you a voice message on \(time.english)."
    case .forwarded(let name): "\(name) has forwarded it to you."
    case .lasts(let seconds): "Length: \(length(seconds))"
    case .isUrgent: "The message is urgent."
    case .isConfidential: "The message is confidential."
    case .transcript(let text, let engine):
      "As text, made by a machine (\(engine)) and perhaps wrong: “\(text)”"
    case .noWords(let engine): "A machine (\(engine)) has understood no word of it."
    case .soundIsAttached: "The message is attached as a sound file."
    case .onlyHere: "It is not kept in your mailbox."
    case .waiting(let new, let saved):
      "Your mailbox holds \(new) new and \(saved) saved \(saved == 1 ? "message" : "messages")."
    case .hearOnPage: "Or hear them on the page:"
    case .hearByPhone(let portal): "To hear your messages, call \(portal)."
    case .nearlyFullExplained(let user):
      "The mailbox of \(user) is more than 90 % full. When it is full, callers cannot leave messages."
    case .passcodeWasChanged(let time): "Your passcode was changed on \(time.english)."
    case .loginWasLocked(let time):
      "A wrong passcode was entered several times; the login was locked on \(time.english)."
    case .notYou: "If that was not you, tell your administrator."
    case .signInLinkAsked(let time, let minutes):
      "On \(time.english) somebody, probably you, asked for a new web password. With the link you set "
        + "one; it is good once, for \(minutes) minutes."
    case .signInLinkFollows: "Set a new web password:"
    case .signInLinkNotYou:
      "If that was not you, ignore this mail: nothing is changed without the link."
    case .undeliveredExplained(let user):
      "An e-mail for \(user) was refused or could not be sent for five days. A message that was to go "
        + "by e-mail only is in the mailbox. 'voiceportal mail list' shows the reason."
    case .testExplained: "The voice portal can send e-mail."
    case .automatic(nil): "This mail was made by the voice portal. Nobody reads answers to it."
    case .automatic(let address?):
      "This mail was made by the voice portal. Answers to it go to \(address)."
    }
  }
}

extension MailedCaller {
  /// At the start of a sentence, as who does something.
  var englishSubject: String { self == .withheld ? "An unknown caller" : english }

  /// Behind "from".
  var english: String {
    switch self {
    case .withheld: "an unknown caller"
    case .number(let number): number
    case .named(let name, let number): "\(name) (\(number))"
    }
  }
}

extension LocalTime {
  /// `Friday, 15 March 2024 at 12:05`.
  var english: String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(days[Int(weekday) - 1]), \(day) \(months[Int(month) - 1]) \(year) at \(clock)"
  }
}
