import Foundation
import Testing

@testable import Store

/// Records of calls in their database.
@Suite struct CallRecordStoreTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "calls-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  private func call(_ id: UInt64, began: Int64, ended: Int64? = nil) -> StoredCall {
    var call = StoredCall(
      id: CallToken(id), line: "sip 1", peer: "udp:192.0.2.7:5060", from: "0221", to: "111",
      trust: "claimed", because: "busy", began: began)
    call.ended = ended
    if ended != nil { (call.ending, call.place, call.journal) = ("caller", "greeting", "steps") }
    return call
  }

  @Test func `a call is found as it was written, and is written once`() throws {
    try withFolder { (folder) throws in
      let store = try CallRecordStore(writingIn: folder)
      var whole = call(0xABCD_EF01_2345_6789, began: 1_000, ended: 5_000)
      (whole.company, whole.answered, whole.reason) = ("Berg", 2_000, "why")
      whole.quality = .init(
        received: 10, lost: 2, jitterMicroseconds: 1_500, sent: 12, lostByPeer: 1)
      try store.write([call(whole.id.value, began: 1_000)])
      try store.write([whole])
      #expect(try store.calls(endingWith: "23456789") == [whole])
      #expect(try store.calls(endingWith: "abcdef0123456789").count == 1)
      #expect(try store.calls(endingWith: "abcdef01") == [])
      var listed = whole
      listed.journal = ""
      #expect(try store.calls(StoredCallFilter()) == [listed])
    }
  }

  @Test func `the newest are listed first, and only what is wanted`() throws {
    try withFolder { (folder) throws in
      let store = try CallRecordStore(writingIn: folder)
      var other = call(3, began: 30, ended: 40)
      (other.from, other.ending) = ("0301", "portal")
      try store.write([call(1, began: 10, ended: 11), call(2, began: 20, ended: 21), other])
      func ids(_ adjust: (inout StoredCallFilter) -> Void) throws -> [UInt64] {
        var filter = StoredCallFilter()
        adjust(&filter)
        return try store.calls(filter).map(\.id.value)
      }
      #expect(try ids { _ in } == [3, 2, 1])
      #expect(try ids { $0.most = 2 } == [3, 2])
      #expect(try ids { $0.from = "0301" } == [3])
      #expect(try ids { $0.ending = "caller" } == [2, 1])
      #expect(try ids { $0.since = 20 } == [3, 2])
      #expect(try ids { $0.to = "112" } == [])
    }
  }

  @Test func `a call in which the server died is ended at the last thing known of it`() throws {
    try withFolder { (folder) throws in
      var store = try CallRecordStore(writingIn: folder)
      try store.write([call(1, began: 10, ended: 500), call(2, began: 300), call(3, began: 400)])
      store = try CallRecordStore(writingIn: folder)
      #expect(try store.endUnfinished(ending: "failure", reason: "died") == 2)
      #expect(try store.endUnfinished(ending: "failure", reason: "died") == 0)
      #expect(try store.calls(StoredCallFilter()).map(\.ended) == [500, 500, 500])
      #expect(try store.calls(StoredCallFilter()).map(\.reason) == ["died", "died", nil])
    }
  }

  @Test func `what is too old goes, and the oldest of too many`() throws {
    try withFolder { (folder) throws in
      let store = try CallRecordStore(writingIn: folder)
      try store.write((1...3_000).map { call(UInt64($0), began: Int64($0), ended: 9_000) })
      var rounds = 0
      while try store.purge(beganBefore: 1_501, most: 1_000) > 0 { rounds += 1 }
      #expect(try store.calls(StoredCallFilter()).count == 50)
      var all = StoredCallFilter()
      all.most = 5_000
      #expect(try store.calls(all).map(\.began) == (2_001...3_000).reversed().map { Int64($0) })
      #expect(rounds > 0)
    }
  }

  @Test func `only the owner may read the records`() throws {
    try withFolder { (folder) throws in
      let store = try CallRecordStore(writingIn: folder)
      try store.write([call(1, began: 1)])
      for name in ["calls.db", "calls.db-wal"] {
        let status = try #require(try Disk.status(of: folder + "/" + name))
        #expect(!status.isOpenToOthers)
      }
    }
  }

  @Test func `a damaged file is put aside, and new records begin`() throws {
    try withFolder { (folder) throws in
      try Data(repeating: 7, count: 8_192).write(to: URL(filePath: folder + "/calls.db"))
      var notices: [String] = []
      let store = try CallRecordStore(writingIn: folder) { notices.append($0) }
      #expect(notices.count == 1 && notices[0].contains("calls.db.damaged"))
      try store.write([call(1, began: 1, ended: 2)])
      #expect(try store.calls(StoredCallFilter()).count == 1)
      #expect(FileManager.default.fileExists(atPath: folder + "/calls.db.damaged"))
    }
  }

  @Test func `where no server ever ran there are no records`() throws {
    try withFolder { (folder) throws in
      let store = try CallRecordStore(readingIn: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(store == nil && names.isEmpty)
    }
  }
}
