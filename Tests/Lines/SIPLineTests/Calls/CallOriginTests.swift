import Mailbox
import Portal
import SIP
import Store
import Testing

@testable import CallFlow
@testable import SIPLine
@testable import Signalling

/// By which way a call goes on, and which name is the portal's.
@Suite struct CallOriginTests {
  private func invitation(
    to uri: String = "sip:2000@192.0.2.5", _ headers: [SIPHeader] = [],
    from source: TransportAddress = TransportAddress(.udp, "192.0.2.7", 5080)
  ) -> Invitation {
    let all =
      [SIPHeader("From", "<sip:02214710123@192.0.2.7>;tag=1"), SIPHeader("To", "<\(uri)>")]
      + headers
    return Invitation(
      dialog: .next(), requestURI: uri, headers: all, body: nil, source: source,
      evidence: IdentityEvidence(HeaderFields(all.map { ($0.name, $0.value) })))
  }

  private func settings() throws -> SIPLineSettings { SIPLineSettings(script: try Script()) }

  private static let phone = SIPHeader("Contact", "<sip:phone@10.1.1.9:5062;ob>")

  @Test func `a call goes on by the proxy that recorded itself, the next one to us`() throws {
    let call = invitation([
      Self.phone, SIPHeader("Record-Route", "<sip:192.0.2.7:5380;lr;transport=tcp>"),
      SIPHeader("Record-Route", "<sip:10.1.1.1;lr>"),
    ])
    #expect(
      ReturnRoute(of: call, by: try settings()).address(of: "+492115550199")
        == "sip:+492115550199@192.0.2.7:5380;transport=tcp")
  }

  @Test func `without a proxy a call goes on by Contact, without that to its source`() throws {
    #expect(
      ReturnRoute(of: invitation([Self.phone]), by: try settings()).address(of: "112")
        == "sip:112@10.1.1.9:5062")
    let bare = invitation([], from: TransportAddress(.udp, "2001:db8::7", 5080))
    #expect(
      ReturnRoute(of: bare, by: try settings()).address(of: "112") == "sip:112@[2001:db8::7]:5080")
  }

  @Test func `a peer's own route goes before everything`() throws {
    var settings = try settings()
    settings.route = { $0.address == "192.0.2.7" ? "sip:pbx.example.com:5070;transport=tls" : nil }
    let call = invitation([Self.phone, SIPHeader("Record-Route", "<sip:192.0.2.7;lr>")])
    #expect(
      ReturnRoute(of: call, by: settings).address(of: "112")
        == "sip:112@pbx.example.com:5070;transport=tls")
    let other = invitation([Self.phone], from: TransportAddress(.udp, "192.0.2.8", 5060))
    #expect(ReturnRoute(of: other, by: settings).address(of: "112") == "sip:112@10.1.1.9:5062")
  }

  @Test func `a call to the name of a registration is a call to the portal`() throws {
    let system = try WaitingTestSystem()
    var settings = try settings()
    settings.ownNames = ["voicemail"]
    func target(_ uri: String, _ headers: [SIPHeader] = []) -> String {
      settings.call(by: invitation(to: uri, headers), in: system.store.accounts).to
    }
    #expect(target("sip:voicemail@192.0.2.5:5060") == "2000")
    #expect(target("sip:somebody@192.0.2.5:5060") == "somebody")
    // A diverted call is for the mailbox, by whatever name the portal is reached.
    let diversion = SIPHeader("Diversion", "<sip:111@192.0.2.7>;reason=no-answer")
    #expect(target("sip:voicemail@192.0.2.5:5060", [diversion]) == "111")
  }
}
