public import CallFlow
public import Mailbox
public import Telephony

/// One line of a call script.
public struct ScriptStep: Equatable, Sendable {
  /// From 1.
  public let line: Int
  /// As written, without blanks at the ends.
  public let text: String
  public let action: ScriptAction
}

/// What a line of a call script asks for. Times are in milliseconds.
public enum ScriptAction: Equatable, Sendable {
  case given(Given)
  /// A call begins.
  case call(CallOrder, rings: Int?)
  /// Time runs while the portal speaks, until such a phrase is spoken.
  case hears(PhrasePattern)
  /// What is being said ends, then nothing is said for so long.
  case hearsNothing(Moment)
  /// Keys at once, one after the other, into whatever is being said.
  case dials([ScriptKey])
  /// After the tone the caller speaks.
  case says(SpokenSound)
  /// What is being said ends, then so much time passes.
  case waits(Moment)
  /// So much of what is being said is heard.
  case listens(Moment)
  case hangsUp
  /// Between calls, the calendar moves on.
  case later(Moment)
  case expects(Expectation)
}

/// What is there before a call.
public enum Given: Equatable, Sendable {
  /// A company with its users, by the file's name, or as the text of such a file, which begins with
  /// a brace.
  case accounts(String)
  /// A key layout, by name or file.
  case layout(String)
  /// A passcode profile for every company given so far.
  case policy(String)
  /// What is spoken before a mailbox is known.
  case language(String)
  case transfers(TransferAnswer)
}

/// A key to dial.
public enum ScriptKey: Equatable, Sendable {
  case digit(Digit)
  /// The passcode of the user who has a number, or of the one who calls or is called; so a script
  /// made from a journal holds none.
  case passcode(of: String?)
  /// One of the DTMF tones `A` to `D`, which no line passes on to a call: menus ignore them.
  case letter(Character)
}

/// What the caller says.
public enum SpokenSound: Equatable, Sendable {
  /// A made tone of so many milliseconds.
  case made(Moment)
  /// A sound file beside the script.
  case file(String)
}

/// What must be so now.
public enum Expectation: Equatable, Sendable {
  /// Messages of a user. What is `nil` may be anything.
  case mailbox(String, MailboxCounts)
  /// What the message-waiting indicator shows.
  case messageWaiting(String, MailboxCounts)
  /// The portal transfers the caller.
  case transfer(String)
  /// The portal ends the unanswered call.
  case refused(Refusal)
  /// The portal ends the call.
  case ended
  /// What was said last was in this language.
  case language(Language)
  /// The call went as a journal file tells, or one of its steps holds a text.
  case journal(JournalExpectation)
  /// An e-mail goes out.
  case mail(MailExpectation)
}

/// Counts that a script expects.
public struct MailboxCounts: Equatable, Sendable {
  public var new: Int?
  public var saved: Int?
  public var urgent: Int?
  public var deleted: Int?
}

/// What a script expects of the journal.
public enum JournalExpectation: Equatable, Sendable {
  /// The same events at the same places as in this file.
  case file(String)
  /// A step that holds this text.
  case text(String)
}
