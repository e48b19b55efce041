import Synchronization

/// What a server counts, for its operator.
public enum Counter: String, CaseIterable, Sendable {
  /// Calls that have ended.
  case calls
  /// Logins with the right passcode.
  case logins
  /// Logins with a wrong number or passcode.
  case loginsRefused = "logins refused"
  /// Logins that were refused because there were too many wrong ones before.
  case loginsLocked = "logins locked"
  /// Sign-ins on the page by the right passcode or password.
  case signIns = "sign-ins"
  /// Sign-ins with a wrong account, passcode or password.
  case signInsRefused = "sign-ins refused"
  /// Sign-ins that were refused because there were too many wrong ones before.
  case signInsLocked = "sign-ins locked"
  /// Subscriptions and devices that were not told of messages because too many waited for that.
  case indicationsRefused = "indications refused"
  /// Wrong passwords of SIP devices.
  case passwordsWrong = "SIP passwords wrong"
  /// Calls that were refused because the portal was behind with its work.
  case callsRefusedBusy = "calls refused busy"
  /// Keys that were refused or left out because too many waited for their call.
  case keysRefused = "keys refused"
  /// What the mailboxes could not do, or had no room for.
  case mailboxErrors = "mailbox errors"
  /// Recordings that were begun.
  case recordings
  /// Recordings that the disk did not take.
  case recordingsFailed = "recordings failed"
  /// Those of them that ended early, since too much of their sound waited for the disk.
  case recordingsCut = "recordings cut"
  /// Messages and greetings that are missing or damaged and were to be played.
  case soundsUnreadable = "sounds unreadable"
  /// Prompts that are missing or damaged and were to be played.
  case promptsUnreadable = "prompts unreadable"
  /// Sounds that were left out because too many waited to be read.
  case soundsLeftOut = "sounds left out"
  /// Pauses in a recording that was played, since the disk did not give it in time.
  case recordingsLate = "recordings late"
  /// Recordings that wait because the mailboxes could not take them; goes down again.
  case recordingsWaiting = "recordings waiting"
  /// E-mails that the mail server has taken.
  case mailsTaken = "mails sent"
  /// Tries to send an e-mail that were put off.
  case mailsPutOff = "mails put off"
  /// E-mails that the mail server refuses for ever.
  case mailsRefused = "mails refused"
  /// Events that a company's program has taken.
  case hooksTaken = "events sent"
  /// Tries to send an event that were put off.
  case hooksPutOff = "events put off"
  /// Messages that were turned into text.
  case transcripts
  /// Tries to do so that failed.
  case transcriptsFailed = "transcripts failed"
  /// Requests that the page's server has let in.
  case webRequests = "web requests"
  /// Requests and connections that it has refused or cut.
  case webRefused = "web requests refused"
  /// Records of calls that could not be kept.
  case callRecordsLost = "call records lost"
  /// Lines of the log that were lost because its reader was too slow, or gone.
  case linesLost = "log lines lost"
}

/// The counters of a server. Any thread may count; none waits.
public final class Counters: Sendable {
  private let values: [Counter: Cell]

  private final class Cell: Sendable { let value = Atomic(0) }

  /// All at 0.
  public init() {
    values = Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0, Cell()) })
  }

  /// Counts one more.
  public func add(_ counter: Counter) {
    values[counter]?.value.wrappingAdd(1, ordering: .relaxed)
  }

  /// Sets what can also go down.
  public func set(_ counter: Counter, to value: Int) {
    values[counter]?.value.store(value, ordering: .relaxed)
  }

  /// How many there are.
  public subscript(counter: Counter) -> Int {
    values[counter]?.value.load(ordering: .relaxed) ?? 0
  }

  /// All that are not 0: `calls 12, logins refused 3`.
  public var text: String {
    let parts = Counter.allCases.filter { self[$0] != 0 }.map { "\($0.rawValue) \(self[$0])" }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}
