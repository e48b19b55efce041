import Foundation
import Store
import Testing

@testable import voiceportal

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
}
