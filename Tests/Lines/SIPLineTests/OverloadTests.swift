import SIPLine
import Signalling
import Testing

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
    await system.close()
  }
}
