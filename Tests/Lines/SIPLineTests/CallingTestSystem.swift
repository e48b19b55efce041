import Foundation
import Mailbox
import Media
import Operations
import Portal
import ProjectFiles
import SIP
import SIPLine
import Store
import Synchronization
import Telephony
import Testing

@testable import CallFlow
@testable import Signalling

/// A service with Anna (111) and Ben (112) whose signalling is noted: a test says what comes from the
/// network, and sees what is to go there.
final class CallingTestSystem: Sendable {
  struct TooLate: Error, CustomStringConvertible { var description: String }

  let store = Mailboxes(now: { 1_710_504_000_000 })
  let signalling = RecordingSignalling()
  let records = Records()
  let log = NotedLog()
  let service: SIPService
  let anna: User

  /// Keeps the records of calls that have ended.
  final class Records: CallRecordKeeper {
    private let kept = Mutex<[CallRecord]>([])
    var all: [CallRecord] { kept.withLock { $0 } }
    func began(_ beginning: CallBeginning) {}
    func ended(_ record: CallRecord) { kept.withLock { $0.append(record) } }
  }

  init(
    mostWaiting: Int = 10_000, mostReading: Int = 1_000,
    serving: (Mailboxes) -> any MailboxStore = { $0 },
    adjust: (inout User, inout SIPLineSettings) throws -> Void = { _, _ in }
  ) throws {
    let company = try store.accounts.add(
      Company(
        name: "Berg", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
        portalNumber: "2000"))
    var settings = SIPLineSettings(script: try Script())
    var anna = User(
      company: company.id, firstName: "Anna", lastName: "Berg",
      mainNumber: try #require(PhoneNumber(e164: "+492115551111")),
      extension: try Extension("111"), language: .en, timeZone: "Europe/Berlin")
    try adjust(&anna, &settings)
    self.anna = try store.accounts.add(anna)
    let prompts = ProjectFiles.prompts
    let served = serving(store)
    service = SIPService(
      signalling, try MediaEngine(MediaOptions(address: "127.0.0.1")), settings: settings,
      messageWaiting: MessageWaitingSettings(portal: "sip:2000@127.0.0.1"), store: served,
      voice: try Voice(prompts: [prompts.path], store: served), line: "sip 1",
      registry: CallRegistry(keeper: records, now: { 0 }), log: log.log, mostWaiting: mostWaiting,
      mostReading: mostReading)
    _ = try service.start()
  }

  /// A caller of 111, who is busy, presses 0 in her greeting.
  func pressZero() async throws -> DialogID {
    let caller = try invite(
      "sip:111@127.0.0.1", from: "02214710123",
      [SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")])
    _ = try await command("the answer") {
      if case .answer(caller, _) = $0 { true } else { nil }
    }
    let listener = try #require(signalling.listener)
    listener.acknowledged(caller, nil)
    _ = listener.informed(caller, SIPBody(type: "application/dtmf", "0"))
    return caller
  }

  /// An INVITE comes from a peer on this machine.
  func invite(
    _ uri: String = "sip:111@127.0.0.1", from caller: String = "02214710123",
    _ headers: [SIPHeader] = [], offer: String = offer, replaced: DialogID? = nil
  ) throws -> DialogID {
    let all =
      [SIPHeader("From", "<sip:\(caller)@127.0.0.1>;tag=1"), SIPHeader("To", "<\(uri)>")] + headers
    let invitation = Invitation(
      dialog: .next(), requestURI: uri, headers: all, body: .sdp(offer),
      source: TransportAddress(.udp, "127.0.0.1", 5_099),
      evidence: IdentityEvidence(HeaderFields(all.map { ($0.name, $0.value) })),
      replaced: replaced)
    try #require(signalling.listener).invited(invitation)
    return invitation.dialog
  }

  /// The first command that fits; waits for it.
  func command<Wanted>(
    _ what: String, _ pick: (SignallingCommand) -> Wanted?
  ) async throws -> Wanted {
    try await wait(for: what) { signalling.all.lazy.compactMap(pick).first }
  }

  /// The record of a call that has ended; waits for it.
  func record(_ fits: (CallRecord) -> Bool) async throws -> CallRecord {
    try await wait(for: "a record") { records.all.first(where: fits) }
  }

  func wait<Wanted>(for what: String, _ find: () -> Wanted?) async throws -> Wanted {
    // Tests that run beside this one may keep it from looking for long.
    let end = Date(timeIntervalSinceNow: 90)
    while true {
      let isLast = Date() >= end
      if let found = find() { return found }
      if isLast { break }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw TooLate(description: "\(what) did not come; told: \(signalling.all)")
  }

  /// Ends it on a thread that may wait.
  func close() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [service] in
        service.stop()
        continuation.resume()
      }
    }
  }

  static let offer =
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    + "m=audio 49990 RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
}

/// Runs a test with a system that is closed afterwards.
func withCallingSystem(
  _ adjust: (inout User, inout SIPLineSettings) throws -> Void = { _, _ in },
  _ body: (CallingTestSystem) async throws -> Void
) async throws {
  try await withCallingSystem(try CallingTestSystem(adjust: adjust), body)
}

/// Runs a test with a system that is closed afterwards.
func withCallingSystem(
  _ system: CallingTestSystem, _ body: (CallingTestSystem) async throws -> Void
) async throws {
  do {
    try await body(system)
  } catch {
    await system.close()
    throw error
  }
  await system.close()
}
