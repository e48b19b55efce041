import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

@Suite struct LostAndFoundTests {
  let folder: DataFolder
  private let notices = Notices()
  private static let day: Int64 = 86_400_000

  private final class Notices: Sendable {
    let lines = Mutex<[String]>([])
  }

  /// Anna has a message of which an older copy of the database, `older.db`, knows nothing.
  init() throws {
    folder = try DataFolder()
    let home = try Household(folder.open())
    try home.addMessage(level: 1)
    home.store.close()
    try FileManager.default.copyItem(
      atPath: folder.path + "/voiceportal.db", toPath: folder.path + "/older.db")
    let store = try folder.open()
    try Household(reopened: store).addMessage(level: 2)
    store.close()
    try age()
  }

  /// Makes all sounds so old that no program can be bringing them in.
  private func age() throws {
    for file in try folder.files(in: "audio") {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3_600)],
        ofItemAtPath: "\(folder.path)/audio/\(file)")
    }
  }

  private func useOlderDatabase() throws {
    let path = folder.path + "/voiceportal.db"
    try FileManager.default.moveItem(atPath: path, toPath: folder.path + "/newer.db")
    try FileManager.default.copyItem(atPath: folder.path + "/older.db", toPath: path)
  }

  private func start() throws {
    try folder.open { [notices] options in
      options.notice = { line in notices.lines.withLock { $0.append(line) } }
    }.close()
  }

  private var lost: [String] {
    get throws { try folder.files(in: "").filter { $0.hasPrefix("lost+found/") } }
  }

  private var lostSounds: [String] { get throws { try lost.filter { $0.hasSuffix(".wav") } } }

  @Test func `sounds that an older database does not know are moved and told`() throws {
    try useOlderDatabase()
    try start()
    #expect(try folder.files(in: "audio").count == 1)
    #expect(try lostSounds.count == 1)
    let notice = try #require(notices.lines.withLock { $0.first })
    #expect(notices.lines.withLock { $0.count } == 1)
    #expect(notice.hasPrefix("1 sound that no message"))
    #expect(notice.contains(folder.path + "/lost+found/2027-01-15"))
  }

  @Test func `another start neither moves nor tells them again`() throws {
    try useOlderDatabase()
    try start()
    let before = try lost
    try start()
    #expect(try lost == before)
    #expect(notices.lines.withLock { $0.count } == 1)
  }

  @Test func `they return when the right database does`() throws {
    try useOlderDatabase()
    try start()
    try FileManager.default.removeItem(atPath: folder.path + "/voiceportal.db")
    try FileManager.default.moveItem(
      atPath: folder.path + "/newer.db", toPath: folder.path + "/voiceportal.db")
    try start()
    #expect(try folder.files(in: "audio").count == 2)
    #expect(try lostSounds == [])
    #expect(notices.lines.withLock { $0.last }?.contains("went back") == true)
  }

  @Test func `they go after thirty days on which a server ran`() throws {
    try useOlderDatabase()
    try start()
    for _ in 1..<LostAndFound.days {
      folder.now += Self.day
      try start()
    }
    #expect(try lostSounds.count == 1)
    folder.now += Self.day
    try start()
    #expect(try lost == [])
    #expect(notices.lines.withLock { $0.last }?.hasSuffix("removed.") == true)
  }

  @Test func `several starts on one day count once`() throws {
    try useOlderDatabase()
    for _ in 0..<40 { try start() }
    #expect(try lostSounds.count == 1)
  }

  @Test(arguments: [400, -400, 20_000])
  func `a clock that jumps makes them no older than a day`(days: Int64) throws {
    try useOlderDatabase()
    try start()
    folder.now += days * Self.day
    try start()
    try start()
    let batches = try LostAndFound(directory: DataDirectory(folder.path)).batches()
    #expect(batches.map(\.days) == [1])
    #expect(try lostSounds.count == 1)
  }

  @Test func `an age that cannot be read begins anew`() throws {
    try useOlderDatabase()
    try start()
    let age = try #require(try lost.first { $0.hasSuffix("/age") })
    try Data("days 900\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(age)"))
    folder.now += Self.day
    try start()
    #expect(try lostSounds.count == 1)
  }

  @Test func `a young sound stays, as a tool may be bringing it in`() throws {
    let path = folder.path + "/audio/00/" + String(repeating: "0", count: 64) + ".wav"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/audio/00", withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: path))
    try start()
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try lost == [])
  }

  @Test func `the lost+found of a file system is left alone`() throws {
    let path = folder.path + "/lost+found/#123"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try Data([1]).write(to: URL(fileURLWithPath: path + "/x.wav"))
    folder.now += 90 * Self.day
    try start()
    #expect(FileManager.default.fileExists(atPath: path + "/x.wav"))
  }

  @Test func `a recording that waits is no lost sound`() throws {
    let store = try folder.open()
    let home = try Household(reopened: store)
    let take = try home.record(.deposit(mailbox: home.anna.id, from: "+4930123456"))
    store.close()
    let path = "\(folder.path)/incoming/\(take.id).wav"
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -864_000)], ofItemAtPath: path)
    try start()
    #expect(FileManager.default.fileExists(atPath: path))
    #expect(try lost == [])
  }
}
