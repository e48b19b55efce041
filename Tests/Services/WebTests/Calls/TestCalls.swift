import CallFlow
import Mailbox
import Portal
import Store
import Synchronization
import Telephony
import Web

/// Records of calls that a test sets, and calls that are on in a registry of its own.
final class TestCalls: CallSource {
  private let stored = Mutex<[StoredCall]>([])
  let registry = CallRegistry(now: { 0 })

  func keep(_ call: StoredCall) { stored.withLock { $0.append(call) } }

  var load: ServerLoad {
    var load = ServerLoad()
    (load.recordings, load.mailLater, load.freeMegabytes) = (7, 8, 9)
    return load
  }

  var live: [CallRegistry.LiveEntry] { registry.live }

  func calls(_ filter: StoredCallFilter) -> [StoredCall] {
    stored.withLock { all in
      all.filter { call in
        filter.company.map { $0 == call.companyID } ?? true
          && filter.mailbox.map { $0 == call.mailbox } ?? true
      }
    }
  }

  func call(_ id: CallToken) -> StoredCall? { stored.withLock { $0.first { $0.id == id } } }

  func hangUp(_ id: CallToken) -> Bool { !registry.hangUp(id.text).isEmpty }

  func script(of call: StoredCall) -> String? { "call" }

  func drawing(of journal: JournalText) -> String { "<svg xmlns=\"http://www.w3.org/2000/svg\"/>" }
}

extension StoredCall {
  /// A caller who has listened to a prompt, pressed a key, and hung up.
  static func sample(
    _ id: UInt64, company: Int64, mailbox: Int64?, from: String = "02214710144"
  ) -> StoredCall {
    var call = StoredCall(
      id: CallToken(id), line: "sip 1", from: from, to: "112", trust: "claimed",
      began: 1_710_504_000_000)
    (call.companyID, call.mailbox) = (company, mailbox)
    (call.answered, call.ended) = (call.began + 40, call.began + 9_000)
    call.ending = "caller"
    call.quality = Quality(received: 400, lost: 3, jitterMicroseconds: 2_000, sent: 420)
    call.journal =
      JournalText(
        IncomingCall(from: from, trust: .claimed, to: "112"), language: .en,
        entries: [
          Journal.Entry(
            at: 0, event: .began, place: VoicePortal.start,
            outcome: "speaking; answer; say 1 [enter-passcode]"),
          Journal.Entry(
            at: 2_300, event: .key(.one), isMasked: true, place: VoicePortal.start,
            outcome: "listening; hush"),
          Journal.Entry(
            at: 9_000, event: .hungUp, place: VoicePortal.start, outcome: "ended; hang-up"),
        ]
      ).text
    return call
  }
}
