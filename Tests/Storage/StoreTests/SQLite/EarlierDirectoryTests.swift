import Audio
import Foundation
import Mailbox
import ProjectFiles
import Testing

@testable import Store

/// A data directory that an earlier program made, kept in `Fixtures/Store` as SQL of schema 5.
///
/// Up to that schema each version only added tables, an index and a column: the directory of an older
/// one is this without them. That of a later one is what its program left after it had opened this.
struct EarlierDirectory {
  static let schema = 5

  let folder: DataFolder

  /// - Parameter version: The schema of the database.
  init(version: Int = schema) throws {
    folder = try DataFolder()
    // The messages of the fixture are from that day.
    folder.now = 1_796_000_000_000
    let script = try String(
      contentsOf: ProjectFiles.fixtures.appending(path: "Store/5/database.sql"), encoding: .utf8)
    let directory = DataDirectory(folder.path, syncs: false)
    try directory.make()
    try writeSecret(of: script, to: directory.secret)
    let database = try Database(path: directory.database, access: .readWrite)
    try database.execute(script)
    for (since, statements) in Self.removals.reversed() where since > version {
      try database.execute(statements)
    }
    for script in Schema.scripts[Self.schema..<max(version, Self.schema)] {
      try database.execute(script)
    }
    try database.execute("PRAGMA user_version = \(version)")
    let sounds = AudioFolder(directory: directory)
    let hashes = try database.all("SELECT hash FROM audio") { $0.text(0) }
    for hash in hashes {
      try Disk.makeFolder(folder.path + "/audio/" + hash.prefix(2))
      try Data(WAVHeader.file(of: [Int16](repeating: 100, count: 800))).write(
        to: URL(filePath: sounds.path(of: hash)))
    }
    try leaveRecording(in: directory)
  }

  /// What takes away what each version had added.
  private static let removals: [(since: Int, statements: String)] = [
    (2, "DELETE FROM announcements; DROP TABLE announcements"),
    (3, "DROP INDEX messages_urgent_saved"),
    (4, "DELETE FROM user_announcements; DROP TABLE user_announcements"),
    (
      5,
      """
      DELETE FROM list_names; DROP TABLE list_names; DROP TABLE message_forwarders;
      ALTER TABLE messages DROP COLUMN left_at
      """
    ),
  ]

  private func writeSecret(of script: String, to path: String) throws {
    let line = try #require(script.split(separator: "\n").first { $0.count == 67 })
    let digits = Array(line.dropFirst(3))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
    try Disk.write(bytes, toNew: path)
  }

  /// What a caller was leaving for Anna when that program ended.
  private func leaveRecording(in directory: DataDirectory) throws {
    try Data(WAVHeader.file(of: [Int16](repeating: 900, count: 16_000))).write(
      to: URL(filePath: directory.incoming + "/4711.wav"))
    try Data(#"{"deposit":{"from":"+4930123456","mailbox":2}}"#.utf8).write(
      to: URL(filePath: directory.incoming + "/4711.json"))
  }

  func open() throws -> (mailboxes: Mailboxes, anna: User) {
    let mailboxes = try folder.open()
    let company = try #require(try mailboxes.accounts.companies().first)
    let anna = try #require(try mailboxes.accounts.user(withNumber: "111", of: company.id))
    return (mailboxes, anna)
  }
}

/// What is in such a directory after this program has opened it.
@Suite struct EarlierDirectoryTests {
  private let directory: EarlierDirectory

  init() throws { directory = try EarlierDirectory() }

  private func open() throws -> (mailboxes: Mailboxes, anna: User) { try directory.open() }

  @Test(arguments: 1...Schema.scripts.count)
  func `a directory of every version is opened and brought to this one`(version: Int) throws {
    let directory = try EarlierDirectory(version: version)
    let path = directory.folder.path + "/voiceportal.db"
    func schema() throws -> Int {
      let database = try Database(path: path, access: .inspection)
      return try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
    }
    #expect(try schema() == version)
    do {
      let (mailboxes, anna) = try directory.open()
      #expect(anna.fullName == "Anna Berg")
      #expect(try mailboxes.accounts.messages(of: anna.id).count == 4)
      #expect(try mailboxes.unfinishedTakes().map(\.id) == [4711])
      let entry = mailboxes.answer(
        .logIn(
          LogInRequest(
            company: anna.company, number: "111", mailbox: nil, passcode: Passcode("730516"),
            from: "+4930999", trust: .claimed)), of: CallToken(1))
      guard case .welcome = entry else {
        Issue.record("the passcode of version \(version) was not taken")
        return
      }
      mailboxes.close()
    }
    #expect(try schema() == Schema.scripts.count)
  }

  @Test func `a directory of a later version is refused with both numbers`() throws {
    let directory = try EarlierDirectory()
    let later = Schema.scripts.count + 1
    let database = try Database(
      path: directory.folder.path + "/voiceportal.db", access: .readWrite)
    try database.execute("PRAGMA user_version = \(later)")
    let error = #expect(throws: StoreError.self) { try directory.folder.open() }
    let text = error.map { "\($0)" } ?? ""
    #expect(text.contains("\(later)") && text.contains("\(Schema.scripts.count)"))
  }

  @Test func `the way back is refused with both versions and the way by a backup`() throws {
    let directory = try EarlierDirectory()
    let text = Downgrade.refusal(of: directory.folder.path)
    #expect(text.contains("has schema 5, this program's is \(Schema.scripts.count)"))
    #expect(text.contains("voiceportal restore BACKUP --data \(directory.folder.path)"))
  }

  @Test func `its people, lists, greetings and announcements are there`() throws {
    let (mailboxes, anna) = try open()
    let accounts = mailboxes.accounts
    #expect(anna.fullName == "Anna Berg")
    #expect(anna.aliases.map(\.e164) == ["+492115551111"])
    #expect(try accounts.users(of: anna.company).map(\.extension.digits) == ["101", "111", "121"])
    let list = try #require(try accounts.lists(of: anna.id).first)
    #expect(list.members.count == 2 && list.isOpenToOthers)
    #expect(try accounts.greeting(.busy, of: anna.id)?.milliseconds == 2_140)
    #expect(try accounts.announcements(of: .company(anna.company)).map(\.name) == ["Fair"])
  }

  @Test func `its messages are there, with who forwarded them`() throws {
    let (mailboxes, anna) = try open()
    let messages = try mailboxes.accounts.messages(of: anna.id)
    #expect(messages.count == 4)
    #expect(messages.map(\.from).contains("+492214710123"))
    let forwarded = try mailboxes.accounts.messages(of: 1).compactMap(\.forwarders.first)
    #expect(forwarded.map(\.user) == [anna.id])
  }

  @Test func `what an unfinished call had decided takes effect`() throws {
    let (mailboxes, anna) = try open()
    #expect(try mailboxes.accounts.messages(of: anna.id).filter(\.isDeleted).count == 1)
  }

  @Test func `what was being left is waiting to be delivered`() throws {
    let (mailboxes, anna) = try open()
    let waiting = try mailboxes.unfinishedTakes()
    #expect(waiting.map(\.id) == [4711])
    #expect(waiting.first?.purpose == .deposit(mailbox: anna.id, from: "+4930123456"))
  }

  @Test func `its passcodes and the last ones are known`() throws {
    let (mailboxes, anna) = try open()
    func logIn(_ code: String) -> MailboxReply {
      mailboxes.answer(
        .logIn(
          LogInRequest(
            company: anna.company, number: "111", mailbox: nil, passcode: Passcode(code),
            from: "+4930999", trust: .claimed)), of: CallToken(1))
    }
    guard case .welcome = logIn("730516") else {
      Issue.record("the passcode was not taken")
      return
    }
    #expect(logIn("495028") == .refused)
  }
}
