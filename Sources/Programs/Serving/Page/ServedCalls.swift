import CallFlow
import Mailbox
import Portal
import ScriptLine
import Store
import Synchronization
import Telephony
import Web

/// The calls of this server for the page: records out of the data directory, and those that are on.
final class ServedCalls: CallSource {
  private let folder: String
  private let registry: CallRegistry
  private let accounts: any Accounts
  private let script: Script<VoicePortal>
  private let serverLoad: @Sendable () throws -> ServerLoad
  /// Opened when it is first needed, since the records' thread makes the file.
  private let opened = Mutex<CallRecordStore?>(nil)

  init(
    in folder: String, _ registry: CallRegistry, _ accounts: any Accounts,
    following script: Script<VoicePortal>, load: @escaping @Sendable () throws -> ServerLoad
  ) {
    (self.folder, self.registry, self.accounts) = (folder, registry, accounts)
    (self.script, serverLoad) = (script, load)
  }

  var live: [CallRegistry.LiveEntry] { registry.live }

  var load: ServerLoad { get throws { try serverLoad() } }

  func hangUp(_ id: CallToken) -> Bool { !registry.hangUp(id.text).isEmpty }

  func calls(_ filter: StoredCallFilter) throws -> [StoredCall] {
    try store()?.calls(filter) ?? []
  }

  func call(_ id: CallToken) throws -> StoredCall? {
    try store()?.calls(endingWith: id.text).first
  }

  func script(of call: StoredCall) throws -> String? {
    guard let journal = try? JournalText(call.journal) else { return nil }
    return JournalScript.text(
      of: journal, following: script,
      accounts: try JournalAccounts.text(of: journal, in: accounts))
  }

  func drawing(of journal: JournalText) -> String {
    var visits: [Place] = []
    for entry in journal.entries where entry.place != visits.last { visits.append(entry.place) }
    return FlowPart(of: script, through: visits).svg(visits: visits)
  }

  private func store() throws(StoreError) -> CallRecordStore? {
    if let store = opened.withLock(\.self) { return store }
    let made = try CallRecordStore(readingIn: folder)
    opened.withLock { $0 = made }
    return made
  }
}
