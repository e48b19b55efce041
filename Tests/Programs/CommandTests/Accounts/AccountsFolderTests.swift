import Foundation
import Mailbox
import ProjectFiles
import Store
import Testing

@testable import voiceportal

/// `accounts export --all FOLDER` and `accounts import FOLDER`.
@Suite struct AccountsFolderTests {
  @Test func `a folder holds everything but passcodes and messages`() throws {
    let folder = try Folder()
    let accounts = try TestAccounts()
    let stored = accounts.store.accounts
    try accounts.run("company set --passcode-shortest 7 --access-code 88 --calls-out-per-user 5")
    try accounts.run("user set 111 --forward-busy 112 --first-name", "=Änne")
    try accounts.run("list add 111", "Sales, \"all\"")
    try accounts.run("list member add 111 1 112")
    try accounts.run("list set 111 1 --open on")
    let (anna, bob) = (
      try #require(try accounts.user("111")), try #require(try accounts.user("112"))
    )
    let samples = (0..<16_000).map { Int16($0 % 200) }
    try stored.setGreeting(.busy, of: anna.id, to: samples)
    try stored.setListName(1, of: anna.id, to: samples)
    try stored.setAnnouncement("Own", of: .user(bob.id), to: samples)
    try stored.setAnnouncement("All", of: .company(anna.company), to: samples)
    try accounts.run("export --all \(folder.path)/all")
    let other = try TestAccounts(isEmpty: true)
    try other.run("import \(folder.path)/all")
    var company = try #require(try other.store.accounts.companies().first)
    company.id = try #require(try stored.companies().first).id
    #expect(try company == stored.companies().first)
    for number in ["111", "112"] {
      var user = try #require(try other.user(number))
      let old = try #require(try accounts.user(number))
      (user.id, user.company) = (old.id, old.company)
      #expect(user == old)
    }
    let copy = try #require(try other.user("111"))
    let list = try #require(try other.store.accounts.lists(of: copy.id).first)
    #expect(list.description == "Sales, \"all\"" && list.isOpenToOthers)
    #expect(list.members == [try #require(try other.user("112")).id])
    let name = try #require(try other.store.accounts.listName(1, of: copy.id))
    #expect(try other.store.audio(name.id) == .samples(samples))
    let greeting = try #require(try other.store.accounts.greeting(.busy, of: copy.id))
    #expect(try other.store.audio(greeting.id) == .samples(samples))
    let bobs = AnnouncementOwner.user(try #require(try other.user("112")).id)
    #expect(try other.store.accounts.announcements(of: bobs).map(\.name) == ["Own"])
    #expect(
      try other.store.accounts.announcements(of: .company(copy.company)).map(\.name) == ["All"])
    // A second time it changes nothing.
    try other.run("import \(folder.path)/all")
    #expect(try other.store.accounts.lists(of: copy.id).count == 1)
  }
}
