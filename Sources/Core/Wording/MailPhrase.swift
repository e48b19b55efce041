public import Mailbox

/// The sentences of e-mails, without their words: each language has a file with an exhaustive switch.
public enum MailPhrase: Equatable, Sendable {
  // Subjects.
  case newMessage(from: MailedCaller)
  case newUrgentMessage(from: MailedCaller)
  case mailboxNearlyFull
  case passcodeChanged
  case loginLocked
  case signInLink
  case mailUndelivered(user: String)
  case test

  // Lines.
  case greeting(name: String)
  /// Who left the message, and when.
  case messageLeft(from: MailedCaller, at: LocalTime)
  /// It was sent on by a colleague.
  case forwarded(by: String)
  case lasts(seconds: Int)
  case isUrgent
  case isConfidential
  case soundIsAttached
  /// What an engine has understood.
  case transcript(String, engine: String)
  /// The engine has understood no word.
  case noWords(engine: String)
  /// The message is in no mailbox.
  case onlyHere
  case waiting(new: Int, saved: Int)
  case hearByPhone(portal: String)
  /// On the page; its address follows.
  case hearOnPage
  case nearlyFullExplained(user: String)
  case passcodeWasChanged(at: LocalTime)
  case loginWasLocked(at: LocalTime)
  case notYou
  /// Somebody has asked for a link that is good for so long.
  case signInLinkAsked(at: LocalTime, minutes: Int)
  /// Its address follows.
  case signInLinkFollows
  case signInLinkNotYou
  case undeliveredExplained(user: String)
  case testExplained
  /// Under each mail.
  /// - Parameter answersTo: Who reads answers; `nil`: nobody.
  case automatic(answersTo: String?)

  /// The sentence in a language, without a line break.
  public func text(in language: Language) -> String {
    switch language {
    case .en: english
    case .de: german
    case .nl: dutch
    }
  }
}

/// Who left a message, as an e-mail calls her.
public enum MailedCaller: Equatable, Sendable {
  case withheld
  case number(String)
  case named(String, number: String)
}

/// The parts of a written time that no language changes.
extension LocalTime {
  /// `09:05`.
  var clock: String { "\(Self.two(Int(hour))):\(Self.two(Int(minute)))" }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// `0:07`, `12:30`.
func length(_ seconds: Int) -> String {
  "\(seconds / 60):\(LocalTime.two(seconds % 60))"
}
