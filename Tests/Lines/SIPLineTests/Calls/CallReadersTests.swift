import Foundation
import Operations
import SIP
import Synchronization
import Testing

@testable import SIPLine
@testable import Signalling

/// What calls wish to have read while the disk stands still.
@Suite final class CallReadersTests: Sendable {
  private let readers = CallReaders(named: "test", threads: 1, limit: 2)
  private let done = Mutex<[String]>([])
  private let disk = DispatchSemaphore(value: 0)

  deinit { readers.end() }

  /// The only thread waits for the disk from now on.
  private func stopDisk() async {
    await withCheckedContinuation { continuation in
      _ = readers.wish(
        { [disk] in
          continuation.resume()
          disk.wait()
        }, of: .next())
    }
  }

  private func wish(_ name: String, of call: DialogID) -> Bool {
    readers.wish({ [self] in done.withLock { $0.append(name) } }, of: call)
  }

  /// Waits until the last of what waits has been done.
  private func goOn() async {
    disk.signal()
    await withCheckedContinuation { continuation in
      // With the calls of the test there may be no room yet.
      while !readers.wish({ continuation.resume() }, of: .next()) { usleep(1_000) }
    }
  }

  @Test func `a newer wish of a call has the place of the older one`() async {
    await stopDisk()
    let (first, other) = (DialogID.next(), DialogID.next())
    #expect(wish("greeting", of: first))
    #expect(wish("name", of: other))
    for number in 1...100 { #expect(wish("message \(number)", of: first)) }
    #expect(readers.waiting == 2)
    await goOn()
    #expect(done.withLock { $0 } == ["message 100", "name"])
  }

  @Test func `what a call does not need any more is not read, and its place is its own`() async {
    await stopDisk()
    let call = DialogID.next()
    for number in 1...100 {
      #expect(wish("message \(number)", of: call))
      readers.callOff(call)
    }
    #expect(readers.waiting == 1)
    await goOn()
    #expect(done.withLock { $0 } == [])
  }

  @Test func `more calls than may wait are told so`() async {
    await stopDisk()
    #expect(wish("1", of: .next()))
    #expect(wish("2", of: .next()))
    #expect(!wish("3", of: .next()))
    await goOn()
    #expect(done.withLock { $0 } == ["1", "2"])
  }

  @Test func `a call whose sounds find no room goes on without them`() async throws {
    let system = try CallingTestSystem(mostReading: 0)
    try await withCallingSystem(system) { system in
      let caller = try system.invite(
        from: "02214710123", [SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")])
      _ = try await system.command("the answer") {
        if case .answer(caller, _) = $0 { true } else { nil }
      }
      _ = try await system.wait(for: "a recording") {
        system.log.log.counters[.recordings] > 0 ? true : nil
      }
      #expect(system.log.log.counters[.soundsLeftOut] > 0)
      #expect(system.service.backlog.reading == 0)
    }
  }
}
