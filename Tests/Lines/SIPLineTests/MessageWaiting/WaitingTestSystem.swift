import Mailbox
import Operations
import Store
import Testing

@testable import SIPLine
@testable import Signalling

/// A store with Anna (111) and Ben (112), their telephones `anna-desk` and `ben-desk`, a portal at
/// 2000, and message-waiting that tells a recording signalling.
final class WaitingTestSystem: Sendable {
  let store = Mailboxes(now: { 1_710_504_000_000 })
  let signalling = RecordingSignalling()
  let waiting: MessageWaiting
  private let log = NotedLog()
  let anna: User
  let ben: User

  static let annasNumber = "+492115551111"
  static let annasContact = "sip:anna@192.0.2.1:5060"
  static let trunk = TransportAddress(.udp, "192.0.2.9", 5060)
  static let stranger = TransportAddress(.udp, "198.51.100.7", 5060)
  static let nothing = "Messages-Waiting: no\r\n"

  init(adjust: (inout MessageWaitingSettings) -> Void = { _ in }) throws {
    let company = try store.accounts.add(
      Company(
        name: "Berg", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "2000"))
    anna = try Self.add("Anna", Self.annasNumber, "111", to: company.id, store)
    ben = try Self.add("Ben", "+492115552222", "112", to: company.id, store)
    waiting = MessageWaiting(
      signalling: signalling, store: store, settings: Self.settings(adjust), log: log.log)
  }

  deinit {
    waiting.stop()
    #expect(log.lines == [])
  }

  static func settings(
    _ adjust: (inout MessageWaitingSettings) -> Void = { _ in }
  ) -> MessageWaitingSettings {
    var settings = MessageWaitingSettings(portal: "sip:2000@portal.example.com")
    settings.numbersOfDevices = ["anna-desk": annasNumber, "ben-desk": "112"]
    settings.isTrusted = { $0 == trunk }
    adjust(&settings)
    return settings
  }

  private static func add(
    _ name: String, _ number: String, _ short: String, to company: Int64, _ store: Mailboxes
  ) throws -> User {
    try store.accounts.add(
      User(
        company: company, firstName: name, lastName: "Berg",
        mainNumber: try #require(PhoneNumber(e164: number)), extension: try Extension(short),
        language: .de, timeZone: "Europe/Berlin"))
  }

  /// The body for a mailbox with these counts.
  static func body(
    _ number: String = annasNumber, new: Int, old: Int = 0, urgent: Int = 0, urgentOld: Int = 0
  ) -> String {
    "Messages-Waiting: \(new > 0 ? "yes" : "no")\r\n"
      + "Message-Account: sip:\(number)@portal.example.com\r\n"
      + "Voice-Message: \(new)/\(old) (\(urgent)/\(urgentOld))\r\n"
  }

  func addMessage(to user: User, isUrgent: Bool = false) throws {
    try store.accounts.addMessage(
      to: user.id, samples: [Int16](repeating: 9, count: 8_000), from: "+4915112345678",
      isUrgent: isUrgent, isConfidential: false, received: 1_710_503_000_000)
  }

  /// Decides about the messages of a user in a call that ends.
  func settle(_ user: User, _ disposition: PendingDecision) throws {
    for message in try store.accounts.messages(of: user.id) {
      _ = store.answer(
        .dispose(mailbox: user.id, message: message.id, disposition), of: CallToken(1))
    }
    _ = store.answer(.finish(mailbox: user.id), of: CallToken(1))
  }

  func adjust(_ user: User, _ change: (inout User) throws -> Void) throws {
    var user = try store.accounts.user(user.id)
    try change(&user)
    try store.accounts.update(user)
  }

  func subscribe(
    _ id: UInt64 = 1, to user: String, device: String? = nil,
    from source: TransportAddress = stranger, event: String = "message-summary",
    seconds: Int = 3_600
  ) {
    waiting.subscribed(
      SubscriptionID(id),
      IncomingSubscription(
        requestURI: user.isEmpty ? "sip:portal.example.com" : "sip:\(user)@portal.example.com",
        event: event, source: source, device: device, expiresSeconds: seconds))
  }

  func bind(
    _ device: String = "anna-desk", contact: String = annasContact, seconds: Int = 3_600,
    isNew: Bool = true
  ) {
    waiting.bound(
      Binding(user: device, contact: contact, expiresSeconds: seconds, isNew: isNew))
  }

  /// What was sent when there were so many NOTIFYs, or after some seconds.
  func notes(_ count: Int) async throws -> [RecordingSignalling.Note] {
    for _ in 0..<500 where signalling.notes.count < count {
      try await Task.sleep(for: .milliseconds(10))
    }
    return signalling.notes
  }

  /// What was sent until this body came last, or for some seconds.
  func notes(to last: String) async throws -> [RecordingSignalling.Note] {
    for _ in 0..<500 where signalling.notes.last?.body != last {
      try await Task.sleep(for: .milliseconds(10))
    }
    return signalling.notes
  }

  /// What was sent when all that was asked has been done; what rests for a second is not waited
  /// for.
  var notesSoFar: [RecordingSignalling.Note] {
    waiting.settle()
    return signalling.notes
  }
}
