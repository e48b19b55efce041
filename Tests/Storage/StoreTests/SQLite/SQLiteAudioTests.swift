import Audio
import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct SQLiteAudioTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
  }

  private func sounds() throws -> [String] { try folder.files(in: "audio") }

  @Test func `a message to a list of a hundred stores its sound once`() throws {
    let members = try (200..<300).map {
      try Household.addUser("\($0)", to: home.company, home.store)
    }
    var list = try DistributionList(number: 1, description: "everybody")
    for member in members { try list.add(member.id, typedAs: "") }
    try home.store.accounts.set(list, of: home.anna.id)
    let order = SendOrder(
      sender: home.anna.id, take: try home.record(), forwarded: nil, audience: .list(number: 1))
    #expect(
      home.store.answer(.send(order), of: CallToken(1)) == .sent(delivered: 100, failed: []))
    #expect(try sounds().count == 1)
    let ids = try members.flatMap { try home.store.accounts.messages(of: $0.id) }.flatMap(\.parts)
    #expect(ids.count == 100)
    #expect(Set(ids.map(\.id)).count == 1)
    #expect(try folder.files(in: "incoming") == [])
  }

  @Test func `a sound goes with its last message`() throws {
    let berta = try Household.addUser("112", to: home.company, home.store)
    try home.addMessage()
    guard case .message(let message) = home.firstMessage() else {
      Issue.record("no message")
      return
    }
    let order = SendOrder(
      sender: home.anna.id, take: nil, forwarded: message.id, audience: .users([berta.id]))
    #expect(home.store.answer(.send(order), of: CallToken(1)) == .sent(delivered: 1, failed: []))
    try home.store.accounts.removeUser(home.anna.id)
    #expect(try sounds().count == 1)
    try home.store.accounts.removeUser(berta.id)
    #expect(try sounds() == [])
  }

  @Test func `deleted messages go with their sounds after the company's days`() throws {
    try home.addMessage(level: 1)
    try home.addMessage(level: 2)
    let call = CallToken(1)
    guard case .message(let message) = home.firstMessage() else {
      Issue.record("no message")
      return
    }
    _ = home.store.answer(.dispose(mailbox: home.anna.id, message: message.id, .delete), of: call)
    _ = home.store.answer(.finish(mailbox: home.anna.id), of: call)
    folder.now += 13 * 86_400_000
    try home.store.purge()
    #expect(try home.store.accounts.messages(of: home.anna.id).map(\.isDeleted) == [false, true])
    #expect(try sounds().count == 2)
    folder.now += 86_400_000
    try home.store.purge()
    #expect(try home.store.accounts.messages(of: home.anna.id).count == 1)
    #expect(try sounds().count == 1)
  }

  @Test func `a sound that was swept while it was coming in is put back`() throws {
    let samples = [Int16](repeating: 5, count: 8_000)
    let sound = try home.store.sqlite.sounds.place(samples)
    try FileManager.default.removeItem(atPath: home.store.sqlite.sounds.path(of: sound.hash))
    let audio = try home.store.write { (rules) throws(StoreError) in
      try rules.rows.add(.file(sound))
    }
    #expect(
      try home.store.audio(audio.id) == .file(path: home.store.sqlite.sounds.path(of: sound.hash)))
    #expect(try sounds().count == 1)
  }

  @Test func `a greeting that is replaced leaves nothing behind`() throws {
    for level: Int16 in 1...3 {
      try home.store.accounts.setGreeting(
        .busy, of: home.anna.id, to: [Int16](repeating: level, count: 8_000))
    }
    try home.store.purge()
    #expect(try sounds().count == 1)
    try home.store.accounts.setGreeting(.busy, of: home.anna.id, to: nil)
    try home.store.purge()
    #expect(try sounds() == [])
  }

  @Test(arguments: [true, false])
  func `an announcement and the greetings made from it share one sound`(isOwn: Bool) throws {
    let accounts = home.store.accounts
    let owner: AnnouncementOwner = isOwn ? .user(home.anna.id) : .company(home.company.id)
    let samples = [Int16](repeating: 7, count: 8_000)
    try accounts.setAnnouncement("Fair", of: owner, to: samples)
    try accounts.setGreeting(.busy, of: home.anna.id, to: samples)
    #expect(try sounds().count == 1)
    try accounts.setAnnouncement("Fair", of: owner, to: samples.map { $0 + 1 })
    try home.store.purge()
    #expect(try sounds().count == 2)
    try accounts.setGreeting(.busy, of: home.anna.id, to: nil)
    try home.store.purge()
    #expect(try sounds().count == 1)
    try accounts.removeAnnouncement("Fair", of: owner)
    try home.store.purge()
    #expect(try sounds() == [])
  }

  @Test func `the sounds of a user's announcements go when she does`() throws {
    let accounts = home.store.accounts
    try accounts.setAnnouncement(
      "Fair", of: .user(home.anna.id), to: [Int16](repeating: 7, count: 8_000))
    try accounts.removeUser(home.anna.id)
    try home.store.purge()
    #expect(try sounds() == [])
  }

  @Test func `samples become a plain WAV file`() {
    let bytes = WAVHeader.file(of: [1, -2])
    #expect(bytes.count == 48)
    #expect(Array(bytes[..<4]) == Array("RIFF".utf8))
    #expect(bytes[4] == 40)
    #expect(Array(bytes[24..<28]) == [0x40, 0x1F, 0, 0])
    #expect(Array(bytes[44...]) == [1, 0, 0xFE, 0xFF])
  }
}
