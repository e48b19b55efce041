import Foundation
import Mailbox
import Testing

@testable import Store

/// The plug is pulled: what lies on the disk at a moment is copied and opened as a new start
/// would.
@Suite struct SQLiteCrashTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
  }

  private func deposit(_ take: FinishedRecording) -> MailboxRequest {
    .deposit(Deposit(mailbox: home.anna.id, take: take, from: "+4930123456"))
  }

  private var purpose: RecordingPurpose { .deposit(mailbox: home.anna.id, from: "+4930123456") }

  @Test func `a message that was being recorded is offered at the next start`() throws {
    let take = try home.record(purpose)
    let copy = try folder.copy()
    let store = try copy.open()
    let path = copy.path + "/incoming/\(take.id).wav"
    let waiting = try store.unfinishedTakes()
    #expect(waiting.map(\.id) == [take.id] && waiting.map(\.path) == [path])
    #expect(waiting.map(\.purpose) == [purpose])
    #expect(store.answer(deposit(take), of: CallToken(1)) == .done)
    #expect(try store.accounts.messages(of: home.anna.id).count == 1)
    #expect(try store.unfinishedTakes() == [])
    #expect(try copy.files(in: "incoming") == [])
  }

  @Test func `a crash between the sound's file and its row loses nothing`() throws {
    let take = try home.record(purpose)
    _ = try home.store.sqlite.sounds.place(
      home.store.sqlite.takeFolder.path(of: take.id), milliseconds: take.milliseconds)
    let copy = try folder.copy()
    let store = try copy.open()
    #expect(try store.unfinishedTakes().map(\.id) == [take.id])
    #expect(store.answer(deposit(take), of: CallToken(1)) == .done)
    #expect(try store.accounts.messages(of: home.anna.id).count == 1)
    #expect(try copy.files(in: "audio").count == 1)
  }

  @Test func `a crash between the row and the clearing does not deliver twice`() throws {
    let take = try home.record(purpose)
    let recording = home.store.sqlite.takeFolder.path(of: take.id)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: recording))
    let json = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/incoming/\(take.id).json"))
    #expect(home.store.answer(deposit(take), of: CallToken(1)) == .done)
    let copy = try folder.copy()
    try bytes.write(to: URL(fileURLWithPath: copy.path + "/incoming/\(take.id).wav"))
    try json.write(to: URL(fileURLWithPath: copy.path + "/incoming/\(take.id).json"))
    let store = try copy.open()
    #expect(try store.unfinishedTakes() == [])
    #expect(try copy.files(in: "incoming") == [])
    #expect(store.answer(deposit(take), of: CallToken(1)) == .done)
    #expect(try store.accounts.messages(of: home.anna.id).count == 1)
  }

  @Test func `a deposit that was answered survives`() throws {
    #expect(home.store.answer(deposit(try home.record(purpose)), of: CallToken(1)) == .done)
    let store = try folder.copy().open()
    let messages = try store.accounts.messages(of: home.anna.id)
    let sound = try store.audio(try #require(messages.first?.parts.first).id)
    guard case .file(let path) = sound else {
      Issue.record("the sound is no file")
      return
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 44 + 32_000)
  }

  @Test func `a draft is dropped at the next start`() throws {
    _ = try home.record(.draft)
    let copy = try folder.copy()
    #expect(try copy.open().unfinishedTakes() == [])
    #expect(try copy.files(in: "incoming") == [])
  }

  @Test func `what a call decided takes effect at the next start`() throws {
    try home.addMessage()
    guard case .message(let message) = home.firstMessage() else {
      Issue.record("no message")
      return
    }
    _ = home.store.answer(
      .dispose(mailbox: home.anna.id, message: message.id, .save), of: CallToken(1))
    let store = try folder.copy().open()
    #expect(try store.accounts.messages(of: home.anna.id).map(\.rank) == [.saved])
  }

  @Test func `a half written sound that no program writes any more is removed`() throws {
    let copy = try folder.copy()
    let path = copy.path + "/incoming/5.tmp"
    try Data([1]).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3_600)], ofItemAtPath: path)
    try copy.open().close()
    #expect(try copy.files(in: "incoming") == [])
  }

  @Test func `a deposit whose recording is gone fails and stores nothing`() throws {
    let take = FinishedRecording(id: 4_711, milliseconds: 2_000, hasSound: true, ending: .key)
    #expect(home.store.answer(deposit(take), of: CallToken(1)) == .failed)
    #expect(try home.store.accounts.messages(of: home.anna.id) == [])
    #expect(try folder.files(in: "audio") == [])
  }

  @Test func `a deposit for somebody who is gone is dropped at the next start`() throws {
    _ = try home.record(purpose)
    try home.store.accounts.removeUser(home.anna.id)
    let copy = try folder.copy()
    #expect(try copy.open().unfinishedTakes() == [])
    #expect(try copy.files(in: "incoming") == [])
  }

  @Test func `on a full disk a deposit fails, and its recording waits for better times`() throws {
    try limitPages(to: "(SELECT page_count FROM pragma_page_count)")
    var take = try home.record(purpose)
    var delivered = 0
    while home.store.answer(deposit(take), of: CallToken(1)) == .done {
      delivered += 1
      try #require(delivered < 1_000)
      take = try home.record(purpose, level: Int16(delivered))
    }
    #expect(try home.store.accounts.messages(of: home.anna.id).count == delivered)
    try limitPages(to: "1000000")
    #expect(home.store.answer(deposit(take), of: CallToken(1)) == .done)
    #expect(try home.store.accounts.messages(of: home.anna.id).count == delivered + 1)
    #expect(try home.counts().new == Int32(delivered + 1))
  }

  /// A database that may not grow behaves as on a full disk.
  private func limitPages(to count: String) throws {
    try home.store.sqlite.writer.write { (database) throws(StoreError) in
      let pages = try database.first("SELECT \(count)") { $0.int(0) } ?? 0
      try database.execute("PRAGMA max_page_count = \(pages)")
    }
  }
}
