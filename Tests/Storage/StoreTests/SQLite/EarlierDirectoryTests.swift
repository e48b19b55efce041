import Foundation
import Mailbox
import ProjectFiles
import Testing

@testable import Store

/// A data directory that an earlier program made, kept in `Fixtures/Store` as SQL.
@Suite struct EarlierDirectoryTests {
  private static let fixture = ProjectFiles.fixtures.appending(path: "Store/5/database.sql")
  let folder: DataFolder

  init() throws {
    folder = try DataFolder()
    // The messages of the fixture are from that day.
    folder.now = 1_796_000_000_000
    let script = try String(
      contentsOf: Self.fixture, encoding: .utf8)
    let directory = DataDirectory(folder.path, syncs: false)
    try directory.make()
    try writeSecret(of: script, to: directory.secret)
    let database = try Database(path: directory.database, access: .readWrite)
    try database.execute(script)
    try database.execute("PRAGMA user_version = 5")
    let sounds = AudioFolder(directory: directory)
    let hashes = try database.all("SELECT hash FROM audio") { $0.text(0) }
    for hash in hashes {
      try Disk.makeFolder(folder.path + "/audio/" + hash.prefix(2))
      try Data(waveBytes(of: [Int16](repeating: 100, count: 800))).write(
        to: URL(filePath: sounds.path(of: hash)))
    }
    try leaveRecording(in: directory)
  }

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
    try Data(waveBytes(of: [Int16](repeating: 900, count: 16_000))).write(
      to: URL(filePath: directory.incoming + "/4711.wav"))
    try Data(#"{"deposit":{"from":"+4930123456","mailbox":2}}"#.utf8).write(
      to: URL(filePath: directory.incoming + "/4711.json"))
  }

  private func open() throws -> (mailboxes: Mailboxes, anna: User) {
    let mailboxes = try folder.open()
    let company = try #require(try mailboxes.accounts.companies().first)
    let anna = try #require(try mailboxes.accounts.user(withNumber: "111", of: company.id))
    return (mailboxes, anna)
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
