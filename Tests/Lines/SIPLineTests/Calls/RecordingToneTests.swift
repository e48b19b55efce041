import Audio
import Mailbox
import Media
import Operations
import Portal
import RTP
import SIP
import Store
import Synchronization
import Telephony
import Testing

@testable import SIPLine
@testable import Signalling

/// The tone says that the portal records: it is heard when the file of the recording is there.
@Suite struct RecordingToneTests {
  /// A caller of 111, who is busy, skips the greeting. The disk stands still.
  private func withCaller(
    _ body: (CallingTestSystem, SlowDisk, HeardTone) async throws -> Void
  ) async throws {
    let engine = try MediaEngine(MediaOptions(address: "127.0.0.1"))
    defer { engine.close() }
    let heard = HeardTone()
    let stream = try engine.open { heard.take($0) }
    let phone = MediaLeg(
      stream,
      MediaNegotiator(address: "127.0.0.1", port: stream.port, sessionID: 7, policy: .plainOnly))
    let disk = Mutex<SlowDisk?>(nil)
    let system = try CallingTestSystem(serving: { mailboxes in
      let store = SlowDiskStore(mailboxes)
      disk.withLock { $0 = store.disk }
      return store
    })
    try await withCallingSystem(system) { system in
      let disk = try #require(disk.withLock { $0 })
      // Nothing of the test may keep the calls from their end.
      defer { disk.goOn() }
      let caller = try system.invite(
        from: "02214710123", [SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")],
        offer: phone.offer().text)
      let answer = try await system.command("the answer") {
        if case .answer(caller, let body) = $0 { body } else { nil }
      }
      #expect(phone.accept(answer))
      stream.confirm()
      stream.capture()
      let listener = try #require(system.signalling.listener)
      listener.acknowledged(caller, nil)
      _ = listener.informed(caller, SIPBody(type: "application/dtmf", "#"))
      _ = try await system.wait(for: "a recording") { disk.begun > 0 ? true : nil }
      try await body(system, disk, heard)
    }
  }

  @Test func `it is heard when the file is there, and not before`() async throws {
    try await withCaller { system, disk, heard in
      // Of a tone at once as much would have been heard as a block of captured sound holds.
      try await Task.sleep(for: .milliseconds(700))
      #expect(!heard.hasTone)
      disk.goOn()
      _ = try await system.wait(for: "the tone") { heard.hasTone ? true : nil }
      #expect(system.log.log.counters[.recordingsFailed] == 0)
    }
  }

  @Test func `without a file there is none, and the caller hears that it failed`() async throws {
    try await withCaller { system, disk, heard in
      disk.goOn(.broken(place: "incoming", reason: "the disk is full"))
      let record = try await system.record { _ in true }
      #expect(record.ending == .portal(at: .sorry))
      #expect(disk.begun == 1)
      #expect(!heard.hasTone)
      #expect(system.log.log.counters[.recordingsFailed] == 1)
    }
  }

  @Test func `a disk that does not answer is not waited for longer than ten seconds`() async throws
  {
    try await withCaller { system, disk, heard in
      let record = try await system.record { _ in true }
      #expect(record.ending == .portal(at: .sorry))
      #expect(system.log.log.counters[.recordingsFailed] == 1)
      #expect(!heard.hasTone)
      disk.goOn()
    }
  }
}

/// Whether the tone before a recording was among what a phone has heard.
final class HeardTone: Sendable {
  private let samples = Mutex<[Int16]>([])

  func take(_ event: MediaEvent) {
    if case .captured(let more) = event { samples.withLock { $0 += more } }
  }

  /// A tenth of a second that is a tone of 1,000 Hz and little else: speech is never that.
  var hasTone: Bool {
    let samples = samples.withLock { $0 }
    let length = 800
    return stride(from: 0, through: samples.count - length, by: length / 4).contains { start in
      let window = samples[start..<start + length].map(Double.init)
      let energy = window.reduce(0) { $0 + $1 * $1 }
      // 1,000 Hz is an eighth of the sampling rate.
      let table: [(Double, Double)] = [
        (1, 0), (0.7071, 0.7071), (0, 1), (-0.7071, 0.7071), (-1, 0), (-0.7071, -0.7071), (0, -1),
        (0.7071, -0.7071),
      ]
      var (real, imaginary) = (0.0, 0.0)
      for (index, sample) in window.enumerated() {
        real += sample * table[index % 8].0
        imaginary += sample * table[index % 8].1
      }
      let tone = (real * real + imaginary * imaginary) * 2 / Double(length)
      return energy > 1_000_000 * Double(length) && tone > 0.95 * energy
    }
  }
}
