import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct SQLiteOpeningTests {
  let folder: DataFolder

  init() throws { folder = try DataFolder() }

  @Test func `what was stored is there after a restart`() throws {
    let before = try Household(folder.open())
    try before.addMessage()
    before.store.close()
    let store = try folder.open()
    #expect(try store.accounts.users(of: before.company.id) == [before.anna])
    #expect(try store.accounts.messages(of: before.anna.id).count == 1)
  }

  @Test func `only the owner may enter the directory and read its files`() throws {
    let store = try folder.open()
    defer { store.close() }
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try mode(folder.path) == 0o700)
    for file in try folder.files() { #expect(try mode(folder.path + "/" + file) == 0o600) }
  }

  @Test func `a secret that others can read is refused`() throws {
    try folder.open().close()
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: folder.path + "/secret")
    #expect(throws: broken("/secret", "others can read the secret; it must have mode 600")) {
      try folder.open()
    }
  }

  @Test func `a missing secret is refused when passcodes depend on it`() throws {
    try Household(folder.open()).store.close()
    try FileManager.default.removeItem(atPath: folder.path + "/secret")
    let error = #expect(throws: StoreError.self) { try folder.open() }
    #expect(error?.description.contains("the secret is missing") == true)
    #expect(try !folder.files().contains("secret"))
  }

  @Test func `another server's secret is refused when passcodes depend on it`() throws {
    try Household(folder.open()).store.close()
    let other = try DataFolder()
    try other.open().close()
    try FileManager.default.removeItem(atPath: folder.path + "/secret")
    try FileManager.default.copyItem(
      atPath: other.path + "/secret", toPath: folder.path + "/secret")
    let error = #expect(throws: StoreError.self) { try folder.open() }
    #expect(error?.description.contains("this is not the secret") == true)
  }

  @Test func `a second server on the directory is refused`() throws {
    let store = try folder.open()
    defer { store.close() }
    #expect(throws: StoreError.inUse(path: folder.path)) { try folder.open() }
  }

  @Test func `administration works beside a server, and the server sees the change`() throws {
    let home = try Household(folder.open())
    let tool = try folder.open(isServer: false)
    var anna = home.anna
    anna.firstName = "Anneliese"
    try tool.accounts.update(anna)
    #expect(try home.store.accounts.user(anna.id).firstName == "Anneliese")
  }

  @Test func `a database of a later program is refused and not changed`() throws {
    try folder.open().close()
    do {
      let database = try Database(path: folder.path + "/voiceportal.db", access: .readWrite)
      try database.execute("PRAGMA user_version = 99")
    }
    let path = folder.path + "/voiceportal.db"
    #expect(
      throws: StoreError.newerSchema(path: path, found: 99, known: Schema.scripts.count)
    ) {
      try folder.open()
    }
  }

  @Test(arguments: [
    (
      1,
      """
      DROP TABLE user_announcements; DROP INDEX messages_urgent_saved; DROP TABLE announcements;
      \(withoutVersion5)
      """
    ),
    (
      2, "DROP TABLE user_announcements; DROP INDEX messages_urgent_saved; \(withoutVersion5)"
    ),
    (3, "DROP TABLE user_announcements; \(withoutVersion5)"), (4, withoutVersion5),
    (5, withoutVersion6), (6, withoutVersion7), (7, withoutVersion8), (8, withoutVersion9),
    (9, withoutVersion10), (10, withoutVersion11), (11, withoutVersion12),
  ])
  func `data of an earlier version goes on, and takes announcements`(
    version: Int, script: String
  ) throws {
    let home = try Household(folder.open())
    try home.addMessage()
    home.store.close()
    do {
      let database = try Database(path: folder.path + "/voiceportal.db", access: .readWrite)
      try database.execute("\(script); PRAGMA user_version = \(version)")
    }
    let store = try folder.open()
    #expect(try store.accounts.messages(of: home.anna.id).count == 1)
    for owner in [AnnouncementOwner.company(home.company.id), .user(home.anna.id)] {
      try store.accounts.setAnnouncement(
        "Fair", of: owner, to: [Int16](repeating: 1, count: 8_000))
      #expect(try store.accounts.announcements(of: owner).map(\.name) == ["Fair"])
    }
  }

  @Test func `a file in place of the directory is refused`() throws {
    try Data("hello".utf8).write(to: URL(fileURLWithPath: folder.path))
    #expect(throws: broken("", "this is no directory")) { try folder.open() }
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path)) == Data("hello".utf8))
  }

  @Test func `a directory that cannot be made is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try Mailboxes(directory: "/proc/voiceportal")
    }
    #expect(error?.description.hasPrefix("/proc/voiceportal: ") == true)
  }

  @Test func `a file that is no database is refused and not changed`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let file = URL(fileURLWithPath: folder.path + "/voiceportal.db")
    let bytes = Data(repeating: 65, count: 10_000)
    try bytes.write(to: file)
    let error = #expect(throws: StoreError.self) { try folder.open() }
    #expect(error?.reason.hasPrefix("this file is not a database. Nothing was changed.") == true)
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `another program's database is refused`() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    do {
      let database = try Database(path: folder.path + "/voiceportal.db", access: .readWrite)
      try database.execute("CREATE TABLE tracks (id INTEGER)")
    }
    let error = #expect(throws: StoreError.self) { try folder.open() }
    #expect(error?.reason.hasPrefix("this database was made by another program.") == true)
  }

  @Test func `requests after the end fail`() throws {
    let home = try Household(folder.open())
    home.store.close()
    #expect(home.firstMessage() == .failed)
  }

  private func broken(_ file: String, _ reason: String) -> StoreError {
    .broken(place: folder.path + file, reason: reason)
  }
}

private let withoutVersion5 = """
  DROP TABLE list_names; DROP TABLE message_forwarders; ALTER TABLE messages DROP COLUMN left_at;
  \(withoutVersion6)
  """

private let withoutVersion6 = """
  \(withoutVersion7);
  DROP TABLE changes; DROP TABLE audit; ALTER TABLE lists DROP COLUMN revision
  """

private let withoutVersion7 = "DROP TABLE mail_audio; DROP TABLE mail; \(withoutVersion8)"

private let withoutVersion8 = "DROP TABLE web_passwords; \(withoutVersion9)"

private let withoutVersion9 = """
  DROP TABLE credentials; ALTER TABLE audit DROP COLUMN origin; \(withoutVersion10)
  """

private let withoutVersion10 = "DROP TABLE imports; \(withoutVersion11)"

private let withoutVersion11 = "DROP TABLE hooks; DROP TABLE hook_endpoints; \(withoutVersion12)"

private let withoutVersion12 = "DROP TABLE transcripts"
