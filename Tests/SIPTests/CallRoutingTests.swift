import Mailbox
import Testing

@testable import SIP

@Suite struct CallRoutingTests {
  @Test(arguments: Invites.direct + Invites.asterisk + Invites.freeSWITCH + Invites.cisco)
  func `a call of a PBX is for the original target, for the last reason`(invite: Invite) {
    expect(invite)
  }

  @Test(arguments: Invites.broadWorks + Invites.proxies + Invites.networks)
  func `a call of a network is for the original target, for the last reason`(invite: Invite) {
    expect(invite)
  }

  @Test(arguments: Invites.odd + Invites.callers)
  func `odd headers are read as they were meant`(invite: Invite) {
    expect(invite)
  }

  @Test func `a call without any number is for nobody`() {
    let routing = CallRouting(
      requestURI: "sip:127.0.0.1", headers: HeaderFields([]),
      caller: IdentifiedCaller(number: "", trust: .claimed))
    #expect(routing.call == IncomingCall(from: "", trust: .claimed, to: ""))
  }

  private func expect(_ invite: Invite) {
    let routing = invite.routing
    #expect(routing.targets == invite.to)
    #expect(routing.condition == invite.why)
    #expect(routing.caller.number == invite.from)
    #expect(routing.caller.trust == invite.trust)
  }
}
