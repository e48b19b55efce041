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

  @Test(arguments: [
    ([("Diversion", "<sip:112@pbx>;counter=4, <sip:111@pbx>")], false),
    ([("Diversion", "<sip:112@pbx>;counter=3, <sip:111@pbx>")], true),
    ([("Diversion", "<sip:112@pbx>;counter=99999999999999999999")], true),
    ([("Diversion", "<sip:112@pbx>;counter=9223372036854775807, <sip:111@pbx>;counter=9")], false),
    ([("Max-Forwards", "5")], false), ([("Max-Forwards", "6")], true),
    ([("Max-Forwards", "many")], true), ([], true),
  ])
  func `a call that was sent on too often goes no further`(
    headers: [(String, String)], mayGoOn: Bool
  ) {
    let routing = CallRouting(
      requestURI: "sip:2000@portal", headers: HeaderFields(headers),
      caller: IdentifiedCaller(number: "", trust: .claimed))
    #expect(routing.call.mayGoOn == mayGoOn)
  }

  @Test func `a call names everyone who has had it`() {
    let headers = [
      ("Diversion", "<sip:112@pbx>;reason=no-answer, <sip:anonymous@anonymous.invalid>"),
      ("History-Info", "<sip:113@pbx>;index=1, <sip:114@pbx>;index=1.1;mp=1"),
    ]
    let routing = CallRouting(
      requestURI: "sip:115@portal", headers: HeaderFields(headers),
      caller: IdentifiedCaller(number: "", trust: .claimed))
    #expect(Set(routing.call.passed) == ["112", "113", "114", "115"])
  }

  private func expect(_ invite: Invite) {
    let routing = invite.routing
    #expect(routing.targets == invite.to)
    #expect(routing.condition == invite.why)
    #expect(routing.caller.number == invite.from)
    #expect(routing.caller.trust == invite.trust)
  }
}
