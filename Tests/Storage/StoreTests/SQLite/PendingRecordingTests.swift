import Foundation
import Mailbox
import Testing

@testable import Store

/// What the thread of the calls asks of recordings on a disk: neither waits for it.
@Suite struct PendingRecordingTests {
  private func withFolder(
    _ body: (PendingRecordingFolder, _ files: () throws -> [String]) throws -> Void
  ) throws {
    let path = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let directory = DataDirectory(path)
    try directory.make()
    try body(PendingRecordingFolder(directory)) {
      try FileManager.default.contentsOfDirectory(atPath: directory.incoming).sorted()
    }
  }

  @Test func `a planned recording is on the disk when it is prepared, and not before`() throws {
    try withFolder { takes, files in
      let destination = takes.plan(.deposit(mailbox: 7, from: "0301234567"))
      #expect(try files().isEmpty)
      try takes.prepare(destination)
      #expect(try files() == ["\(destination.id).json"])
    }
  }

  @Test func `what a call has abandoned is gone when the store is closed`() throws {
    try withFolder { takes, files in
      let destination = try takes.begin(.draft)
      try Data([1]).write(to: URL(fileURLWithPath: try #require(destination.path)))
      takes.abandon(destination.id)
      takes.finish()
      #expect(try files().isEmpty)
    }
  }

  @Test func `a recording that was abandoned before its sound began is not begun`() throws {
    try withFolder { (takes, files) throws in
      let destination = takes.plan(.draft)
      takes.abandon(destination.id)
      takes.finish()
      #expect(throws: StoreError.self) { try takes.prepare(destination) }
      #expect(try files().isEmpty)
    }
  }
}
