import CallFlow
import Foundation
import Mailbox
import Operations
import Portal
import Store
import Synchronization
import Telephony
import Testing

/// Records of calls on their way to the disk.
@Suite struct CallRecordTests {
  private static let beginning = CallBeginning(
    id: CallToken(0x1_2345_6789), line: "sip 1", peer: "udp:192.0.2.7:5060",
    incoming: IncomingCall(from: "0221", trust: .claimed, to: "111", condition: .busy),
    language: .en, began: 1_000)

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = NSTemporaryDirectory() + "records-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try body(folder)
  }

  private func writer(
    _ folder: String, log: Log = .none,
    _ adjust: (inout CallRecordWriter.Options) -> Void = { _ in }
  ) -> CallRecordWriter {
    var options = CallRecordWriter.Options()
    (options.gatherMilliseconds, options.retryMilliseconds) = (1, 10)
    adjust(&options)
    return CallRecordWriter(
      folder, accounts: Mailboxes(now: { 0 }).accounts, options: options, log: log,
      now: { 5_000 })
  }

  private func rows(_ folder: String) throws -> [StoredCall] {
    try CallRecordStore(readingIn: folder)?.calls(StoredCallFilter()) ?? []
  }

  @Test func `a call that ends is one record, with the way it ended`() throws {
    try withFolder { (folder) throws in
      let writer = writer(folder)
      writer.began(Self.beginning)
      writer.ended(
        CallRecord(
          Self.beginning, answered: 2_000, ended: 4_000, ending: .portal(at: .goodbye),
          quality: CallQuality(
            packetsReceived: 5, packetsLost: 1, jitterMilliseconds: 2.5, packetsSent: 6)))
      #expect(writer.close(withinMilliseconds: 60_000))
      let row = try #require(try rows(folder).first)
      #expect(row.callEnding == .portal(at: .goodbye))
      #expect(row.because == "busy" && row.answered == 2_000 && row.ended == 4_000)
      #expect(row.quality?.lost == 1 && row.quality?.jitterMicroseconds == 2_500)
      #expect(try rows(folder).count == 1)
    }
  }

  @Test func `a call in which the server died has failed when the next one starts`() throws {
    try withFolder { (folder) throws in
      let died = writer(folder)
      died.began(Self.beginning)
      #expect(died.close(withinMilliseconds: 60_000))
      #expect(try rows(folder).map(\.ended) == [nil])
      #expect(writer(folder).close(withinMilliseconds: 60_000))
      #expect(try rows(folder).first?.callEnding == .failed("the server died"))
    }
  }

  @Test func `records wait for a disk that does not take them, and the rest is counted`() throws {
    try withFolder { (folder) throws in
      // A folder in the way of the database.
      let way = folder + "/calls.db"
      try FileManager.default.createDirectory(atPath: way, withIntermediateDirectories: true)
      let log = Log(into: LogBuffer(), now: { 0 })
      let writer = writer(folder, log: log) { $0.mostWaiting = 3 }
      for id in 1...5 {
        var call = Self.beginning
        call.id = CallToken(UInt64(id))
        writer.began(call)
      }
      while writer.fault == nil { usleep(1_000) }
      #expect(writer.waiting == 3)
      #expect(log.counters[.callRecordsLost] == 2)
      try FileManager.default.removeItem(atPath: way)
      while writer.waiting > 0 { usleep(1_000) }
      #expect(writer.fault == nil)
      #expect(writer.close(withinMilliseconds: 60_000))
      #expect(try rows(folder).count == 3)
    }
  }

  @Test(arguments: [
    CallEnding.caller(at: .mainMenu), .cancelled, .portal(at: .goodbye),
    .transferred(at: .visitorGreeting), .refused("486 Busy Here"), .timeOut, .mediaLost, .drained,
    .byOperator, .failed("the peer is gone"),
  ])
  func `every way of ending is kept`(ending: CallEnding) throws {
    try withFolder { (folder) throws in
      let writer = writer(folder)
      writer.ended(CallRecord(Self.beginning, ended: 4_000, ending: ending))
      #expect(writer.close(withinMilliseconds: 60_000))
      #expect(try rows(folder).first?.callEnding == ending)
    }
  }

  @Test func `live calls are known, and an operator may end one`() {
    let registry = CallRegistry(now: { 1_000 })
    let ended = Atomic(0)
    for id in [UInt64(0x1_0000_1111), 0x2_0000_1111, 0x2222] {
      _ = registry.begin(
        CallToken(id), line: "sip 1", incoming: Self.beginning.incoming, language: .en,
        hangUp: { ended.add(1, ordering: .relaxed) })
    }
    #expect(registry.live.map(\.place) == [.arriving, .arriving, .arriving])
    #expect(registry.hangUp("1111").count == 2)
    #expect(registry.hangUp("11") == [])
    #expect(ended.load(ordering: .relaxed) == 0)
    #expect(registry.hangUp("00002222") == [CallToken(0x2222)])
    #expect(ended.load(ordering: .relaxed) == 1)
    for live in registry.live {
      registry.end(CallRecord(live.beginning, ended: 2_500, ending: .byOperator))
    }
    #expect(registry.count == 0)
    #expect(registry.figures.endings["operator"] == 3)
    #expect(registry.figures.length.snapshot.sum == 4.5)
  }
}
