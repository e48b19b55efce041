import Mailbox
import Testing

@testable import SIP

/// Requirement C6, row by row.
@Suite struct SenderIdentityTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var identity: SenderIdentity
    var evidence: @Sendable (inout IdentityEvidence) -> Void

    init(
      _ name: String, _ identity: SenderIdentity,
      _ evidence: @escaping @Sendable (inout IdentityEvidence) -> Void
    ) {
      (testDescription, self.identity, self.evidence) = (name, identity, evidence)
    }
  }

  static func verified(_ number: String, _ device: String? = nil) -> SenderIdentity {
    .known(IdentifiedCaller(number: number, trust: .verified, device: device))
  }

  static func claimed(_ number: String, _ device: String? = nil) -> SenderIdentity {
    .known(IdentifiedCaller(number: number, trust: .claimed, device: device))
  }

  static let devices = [
    Row("a digest in this request", verified("121", "daan")) {
      ($0.from, $0.digest) = ("daan", .right(device: "daan"))
    },
    Row("a digest with her own number in From", verified("121", "daan")) {
      ($0.from, $0.digest) = ("121", .right(device: "daan"))
    },
    Row("a gateway's digest with a stranger in From", claimed("4930123", "daan")) {
      ($0.from, $0.digest) = ("4930123", .right(device: "daan"))
    },
    Row("a digest beside a diversion by the same user", claimed("121", "daan")) {
      ($0.from, $0.digest, $0.diverters) = ("daan", .right(device: "daan"), ["121"])
    },
    Row("a wrong digest", .challenged(isStale: false)) {
      ($0.from, $0.digest) = ("daan", .wrong)
    },
    Row("a digest for another URI", .misdirected) {
      ($0.from, $0.digest) = ("daan", .forAnotherURI)
    },
    Row("nothing proven", .challenged(isStale: false)) {
      ($0.from, $0.claimsDevice) = ("daan", true)
    },
    Row("nothing proven, from a trusted peer", claimed("121")) {
      ($0.from, $0.claimsDevice, $0.isTrustedPeer) = ("121", true, true)
    },
    Row("her connection", verified("121", "daan")) {
      ($0.from, $0.claimsDevice) = ("daan", true)
      ($0.connectionDevices, $0.isDirect) = (["anna", "daan"], true)
    },
    Row("her connection through a proxy", .challenged(isStale: false)) {
      ($0.from, $0.claimsDevice, $0.connectionDevices) = ("daan", true, ["daan"])
    },
    Row("a stranger on her connection", claimed("4930123")) {
      ($0.from, $0.connectionDevices, $0.isDirect) = ("4930123", ["daan"], true)
    },
  ]

  static let peers = [
    Row("an asserted identity", verified("121")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("121", ["121"], true)
    },
    Row("an asserted identity of a stranger", claimed("121")) {
      ($0.from, $0.asserted) = ("121", ["121"])
    },
    Row("the forwarder asserted in the caller's place", claimed("4930123")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("4930123", ["121"], true)
    },
    Row("the forwarder in From too", claimed("121")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("121", ["121"], true)
      $0.diverters = ["121"]
    },
    Row("two asserted identities", claimed("121")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("121", ["121", "111"], true)
    },
    Row("a caller who hides", claimed("")) {
      ($0.from, $0.asserted, $0.isTrustedPeer, $0.isHidden) = ("121", ["121"], true, true)
    },
  ]

  static let names = [
    Row("a name of a stranger", claimed("door.north")) { $0.from = "door.north" },
    Row("a name of a trusted peer", claimed("door.north")) {
      ($0.from, $0.isTrustedPeer) = ("door.north", true)
    },
    Row("an asserted name", claimed("door.north")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("anonymous", ["door.north"], true)
    },
    Row("a number beside an asserted name", claimed("150")) {
      ($0.from, $0.asserted, $0.isTrustedPeer) = ("150", ["door.north"], true)
    },
    Row("a gateway's digest with a name in From", claimed("door.north", "daan")) {
      ($0.from, $0.digest) = ("door.north", .right(device: "daan"))
    },
    Row("a name that breaks lines", claimed("door north")) { $0.from = "door\r\n  \u{7}north" },
    Row("a name that hides", claimed("")) { $0.from = "Anonymous" },
    Row("a name of a caller who hides", claimed("")) {
      ($0.from, $0.isHidden) = ("door.north", true)
    },
  ]

  @Test(arguments: devices + peers + names)
  func `a sender is who it proves to be, and a contradiction only claims`(row: Row) {
    var evidence = IdentityEvidence()
    row.evidence(&evidence)
    let identity = evidence.identify(
      numbersOfDevices: ["daan": "121", "anna": "111"], isSameParty: { $0 == $1 })
    #expect(identity == row.identity)
  }

  @Test func `who has sent the call on is read from Diversion and History-Info`() {
    let evidence = IdentityEvidence(
      HeaderFields([
        ("From", "<sip:112@x>"), ("Diversion", "<sip:111@x>;reason=no-answer"),
        ("History-Info", "<sip:121@x>;index=1, <sip:2000@x;cause=408>;index=1.1"),
      ]))
    #expect(evidence.diverters == ["111", "121"])
  }
}
