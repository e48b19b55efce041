import Commands
import Configuration
import Foundation
import ProjectFiles
import Store
import Testing

@Suite struct MailboxPlaceTests {
  @Test func `a folder notes where its mailboxes are, for its owner alone`() throws {
    let folder = NSTemporaryDirectory() + "vp-place-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(try MailboxPlace(notedIn: folder) == .sqlite)
    let place = MailboxPlace.postgresql("host=db dbname=voiceportal password=1 2")
    try place.note(in: folder)
    #expect(try MailboxPlace(notedIn: folder) == place)
    let path = folder + "/postgresql"
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    try MailboxPlace.sqlite.note(in: folder)
    #expect(try MailboxPlace(notedIn: folder) == .sqlite)
  }

  @Test func `a connection string that is none is refused, and its password is not shown`() {
    let place = MailboxPlace.postgresql("host=db password=secret words")
    #expect {
      _ = try place.open(NSTemporaryDirectory() + "vp-place-\(UUID())", .init())
    } throws: { error in
      !"\(error)".contains("secret")
    }
  }

  @Test(.enabled(if: geteuid() == 0)) func `root is refused the mailboxes of another user`() throws
  {
    let folder = try Folder()
    try FileManager.default.setAttributes([.ownerAccountID: 65_534], ofItemAtPath: folder.path)
    var options = SQLiteStoreOptions()
    options.isServer = false
    let failure = #expect(throws: Failure.self) { try MailboxPlace.open(folder.path, options) }
    #expect(failure?.description.contains("runuser -u nobody -- voiceportal") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
