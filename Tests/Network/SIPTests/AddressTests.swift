import Mailbox
import Testing

@testable import SIP

@Suite struct AddressTests {
  @Test(arguments: [
    "sip:111@127.0.0.1", "sips:anna@pbx.example:5061;transport=tls",
    "sip:+492115551111;npdi@pbx.example;user=phone", "sip:a%20b:pass@host;lr",
    "sip:111@[2001:db8::1]:5060;transport=tcp", "sip:pbx.example",
    "sip:vm@host;target=sip:+49%40x;cause=486", "sip:111@host?Reason=SIP%3Bcause%3D486&a=b",
    "tel:+492115551111", "tel:111;phone-context=pbx.example", "sip:%2562@host",
  ])
  func `an address is written as it was read`(text: String) throws {
    let uri = try #require(SIPURI(text))
    #expect(uri.description == text)
    #expect(SIPURI(uri.description) == uri)
  }

  @Test func `the parts of an address are told apart`() throws {
    let uri = try #require(
      SIPURI("SIP:%61nna%3b1:p%40ss@PBX.Example:5062;transport=tcp;LR?Subject=Hi%20you&x"))
    #expect(uri.scheme == .sip)
    #expect(uri.user == "anna;1")
    #expect(uri.password == "p@ss")
    #expect(uri.host == "pbx.example")
    #expect(uri.port == 5062)
    #expect(uri.parameters["Transport"] == "tcp")
    #expect(uri.parameters["lr"] == "")
    #expect(uri.parameters["user"] == nil)
    #expect(uri.headers["subject"] == "Hi you")
    #expect(uri.headers["x"] == "")
  }

  @Test(arguments: [
    "", "sip", "sip:", "sip:@", "sip:111@", "http://host", "sip:111@host:0", "sip:111@host:65536",
    "sip:111@host:x", "sip:111@[::1", "sip:111@[::1]x", "sip:111@[host]", "sip:1 1@host",
    "sip:111@ho\u{0}st", "sip:a@b@c", "tel:", "sip:\r\n@host", "sip:111@hö.example",
  ])
  func `what is no address is refused`(text: String) {
    #expect(SIPURI(text) == nil)
  }

  @Test func `escapes cannot smuggle a line end into a header`() throws {
    let uri = try #require(SIPURI("sip:1%0D%0AVia:%20x@host;a=%0d%0a"))
    let text = NameAddress(uri, displayName: "x\r\ny").description
    #expect(!text.utf8.contains { $0 < 32 })
  }

  @Test(arguments: [
    ("sip:%@host", "%"), ("sip:%4@host", "%4"), ("sip:%zz@host", "%zz"),
    ("sip:%ff@host", "\u{FFFD}"),
  ])
  func `escapes that are none stay as they are`(text: String, user: String) throws {
    #expect(try #require(SIPURI(text)).user == user)
  }

  @Test func `a list of addresses minds quotes, brackets and escapes`() {
    let list = NameAddress.list(
      #""Berg, \"Anna\"" <sip:111@x;a=b,c>;tag=1 , sip:112@x;q="a,b", Bob <sip:113@x>, 'Eve"#)
    #expect(list.map(\.uri.user) == ["111", "112", "113"])
    #expect(list.map(\.displayName) == ["Berg, \"Anna\"", "", "Bob"])
    #expect(list[0].parameters["tag"] == "1")
    #expect(list[1].parameters["q"] == "a,b")
    #expect(list[0].description == #""Berg, \"Anna\"" <sip:111@x;a=b%2Cc>;tag=1"#)
  }

  @Test func `without brackets, parameters belong to the header`() throws {
    let address = try #require(NameAddress("sip:111@host;tag=7"))
    #expect(address.parameters["tag"] == "7")
    #expect(address.uri.parameters["tag"] == nil)
  }

  @Test func `an entry of Diversion tells its parts`() throws {
    let text = #""A" <sip:111@h>;reason=User-Busy;counter=3;privacy="full";screen=yes"#
    let diversion = Diversion(try #require(NameAddress(text)))
    #expect(diversion.reason == "user-busy")
    #expect(diversion.counter == 3)
    #expect(diversion.privacy == "full")
    let plain = Diversion(try #require(NameAddress("<sip:111@h>;counter=-9;privacy=off")))
    #expect((plain.reason, plain.counter, plain.privacy) == (nil, 1, nil))
  }

  @Test func `an entry of History-Info tells where it came from`() {
    let history = HistoryInfo(
      HeaderFields([
        ("history-info", "<sip:c@x>;index=1.10;np=1.2,<sip:b@x;cause=302>;index=1.2;mp=1"),
        ("History-Info", "<sip:a@x>;index=1;foo, <sip:d@x>;index=1.2.1;rc=1.2"),
      ]))
    #expect(history.entries.map(\.address.uri.user) == ["a", "b", "d", "c"])
    #expect(
      history.entries.map(\.origin)
        == [nil, .mapped([1]), .registered([1, 2]), .unchanged([1, 2])])
    #expect(history.entries[1].cause == 302)
  }

  @Test func `an address that is sent back stays as it stands, whatever its scheme`() throws {
    let value = "\"A, <b>; \\\" c\" <SIP:Anna%20B@X.example;a=b>;q=\"0;5\";Expires=7, <sip:2@x>"
    let one = try #require(WrittenAddress(value))
    #expect(one.uri == "SIP:Anna%20B@X.example;a=b")
    #expect(one.parameters["expires"] == "7" && one.parameters["q"] == "0;5")
    #expect(WrittenAddress.list(value).count == 2)
    #expect(WrittenAddress("<urn:service:sos>")?.uri == "urn:service:sos")
    #expect(WrittenAddress("\"never closed <sip:1@x>, <sip:2@x>")?.uri == "sip:1@x")
    #expect(WrittenAddress(" ") == nil)
  }

  @Test func `the fields of a digest are read with their quotes and commas`() throws {
    let fields = try #require(
      DigestFields("digest username=\"da\\\"an, x\", realm=\"a\",NC=00000001, qop=auth"))
    #expect(fields["username"] == "da\"an, x" && fields["REALM"] == "a")
    #expect(fields["nc"] == "00000001" && fields["nonce"] == nil)
    #expect(DigestFields("Basic realm=\"a\"") == nil)
  }

  @Test func `long and wild values are read quickly and do no harm`() {
    var generator = SystemRandomNumberGenerator()
    let marks = Array(#""<>\,;:=?@%[]&. sip:111+"#)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...60, using: &generator)
      let text = String((0..<count).map { _ in marks.randomElement(using: &generator) ?? "x" })
      let headers = HeaderFields([
        ("Diversion", text), ("History-Info", text), ("From", text), ("Privacy", text),
        ("P-Asserted-Identity", text),
      ])
      var evidence = IdentityEvidence(headers)
      evidence.isTrustedPeer = true
      guard case .known(let caller) = evidence.identify() else { continue }
      _ = CallRouting(requestURI: "sip:" + text, headers: headers, caller: caller)
      #expect(caller.trust == .claimed || !caller.number.isEmpty, "\(text)")
    }
    let entry = "<sip:111@x?Reason=SIP%3Bcause%3D486>;index=1.1.1.1.1.1.1.1.1.1;mp=1,"
    let long = String(repeating: entry, count: 5_000) + String(repeating: "\"<", count: 50_000)
    #expect(HistoryInfo(HeaderFields([("History-Info", long)])).entries.count == 100)
  }
}
