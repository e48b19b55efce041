import SIP
import Testing

/// The header Replaces, and who may use it (RFC 3891).
@Suite struct ReplacedDialogTests {
  @Test(arguments: [
    (
      "98732@sip.example.com;from-tag=r33th4x0r;to-tag=ff87ff",
      ReplacedDialog(callID: "98732@sip.example.com", toTag: "ff87ff", fromTag: "r33th4x0r")
    ),
    (
      " 12adf2f34456gs5 ; To-Tag=12345 ;from-tag=54321; early-only ",
      ReplacedDialog(
        callID: "12adf2f34456gs5", toTag: "12345", fromTag: "54321", isEarlyOnly: true)
    ),
    (
      "87134@192.0.2.23;to-tag=24796;from-tag=0;x=y",
      ReplacedDialog(callID: "87134@192.0.2.23", toTag: "24796", fromTag: "0")
    ),
  ])
  func `the header names a dialog`(text: String, dialog: ReplacedDialog) {
    #expect(ReplacedDialog(text) == dialog)
    #expect(ReplacedDialog(dialog.description) == dialog)
  }

  @Test(arguments: [
    "", "a@b", "a@b;to-tag=1", "a@b;from-tag=1", ";to-tag=1;from-tag=2",
    "a@b;to-tag=1;to-tag=2;from-tag=3", "a@b;to-tag;from-tag=3",
  ])
  func `without a call and both tags it names none`(text: String) {
    #expect(ReplacedDialog(text) == nil)
  }

  @Test func `a dialog travels as a header of a URI`() throws {
    let dialog = ReplacedDialog(callID: "a b@x", toTag: "1", fromTag: "2")
    var uri = try #require(SIPURI("sip:112@pbx.example.com"))
    uri.headers.all.append(.init("Replaces", dialog.description))
    #expect(
      uri.description == "sip:112@pbx.example.com?Replaces=a%20b%40x%3Bto-tag%3D1%3Bfrom-tag%3D2")
    let back = try #require(SIPURI(uri.description)?.headers["replaces"])
    #expect(ReplacedDialog(back) == dialog)
  }

  private func evidence(_ from: String, isTrusted: Bool = false) -> IdentityEvidence {
    var evidence = IdentityEvidence(HeaderFields([("From", "<sip:\(from)@x>")]))
    evidence.isTrustedPeer = isTrusted
    return evidence
  }

  @Test func `only its caller, or whom she has sent, takes a call's place`() {
    let anna = (evidence: evidence("anna"), device: String?("anna"))
    func may(
      _ sender: IdentityEvidence, _ device: String? = nil, isSameSource: Bool = false,
      referrer: String? = nil
    ) -> Bool {
      sender.mayReplace(
        provenBy: device, isSameSource: isSameSource, referrer: referrer, other: anna)
    }
    #expect(may(evidence("4930123"), isSameSource: true))
    #expect(may(evidence("4930123", isTrusted: true)))
    #expect(may(evidence("anna"), "anna"))
    #expect(may(evidence("ben"), "ben", referrer: "anna"))
    #expect(!may(evidence("ben"), "ben"))
    #expect(!may(evidence("ben"), "ben", referrer: "carla"))
    #expect(!may(evidence("4930123"), referrer: "anna"))
    #expect(!may(evidence("anna")))
    let unknown = (evidence: evidence(""), device: String?.none)
    #expect(
      !evidence("ben").mayReplace(
        provenBy: "ben", isSameSource: false, referrer: "", other: unknown))
  }
}
