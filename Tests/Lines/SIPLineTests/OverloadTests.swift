import Media
import Operations
import RTP
import Signalling
import Testing

@testable import SIPLine

/// What waits for the thread of the calls is bounded: a new call is refused before it adds to it.
@Suite struct OverloadTests {
  @Test func `a call that comes while too much waits gets 503 and when to try again`() async throws
  {
    let system = try CallingTestSystem(mostWaiting: 0)
    let dialog = try system.invite()
    let refused = try await system.command("a refusal") { command in
      if case .refuse(dialog, let status, let headers) = command { (status, headers) } else { nil }
    }
    #expect(refused.0.code == 503)
    #expect(refused.1.map(\.name) == ["Retry-After"])
    #expect(system.service.calls == 0)
    await system.close()
  }

  @Test func `a key by INFO that finds no room is answered so, and does not count as taken`()
    async throws
  {
    let system = try CallingTestSystem(mostWaiting: 0)
    let dialog = try system.invite()
    let listener = try #require(system.signalling.listener)
    let status = listener.informed(dialog, SIPBody(type: "application/dtmf", "0"))
    #expect(status.code == 503)
    #expect(system.log.log.counters[.keysRefused] == 1)
    await system.close()
    #expect(system.log.lines.contains { $0.contains("A key by INFO was refused") })
  }

  @Test func `of one call so many keys wait, and each that waits may go up`() {
    let keys = WaitingKeys()
    let (down, up) = (
      MediaEvent.key("1", by: .telephoneEvent, millisecondsAgo: 0),
      MediaEvent.keyUp("1", by: .telephoneEvent)
    )
    for _ in 0..<WaitingKeys.most { #expect(keys.admit(down)) }
    #expect(!keys.admit(down))
    for _ in 0..<WaitingKeys.most { #expect(keys.admit(up)) }
    #expect(!keys.admit(up))
    #expect(keys.admit(.played(1)))
    for _ in 0...WaitingKeys.most { keys.release(down) }
    #expect(keys.admit(down))
  }
}
