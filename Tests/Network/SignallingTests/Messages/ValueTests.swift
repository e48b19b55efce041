import SIP
import Testing

@testable import Signalling

/// The pieces that need no network.
@Suite struct Values {
  @Test func `MD5 is that of RFC 1321`() {
    #expect(md5("") == "d41d8cd98f00b204e9800998ecf8427e")
    #expect(md5("message digest") == "f96b697d7cb7938d525a2f31aaf161d0")
  }

  @Test(arguments: [
    ("sip:1@192.0.2.1:5070;transport=tcp", "1", "192.0.2.1", 5070, SignallingTransport.tcp),
    ("sips:a:b@[2001:db8::1]", "a", "2001:db8::1", nil, .tls),
    ("sip:x?y@example.com;lr?a=b", "x?y", "example.com", nil, nil),
    ("sip:example.com", "", "example.com", nil, nil),
  ])
  func `URIs are taken apart`(
    text: String, user: String, host: String, port: UInt16?, transport: SignallingTransport?
  ) throws {
    let parts = try #require(SIPURI(text))
    #expect(parts.user == user)
    #expect(parts.host == host)
    #expect(parts.port == port)
    #expect(parts.transport == transport)
  }

  @Test func `addresses are taken apart, whatever stands in quotation marks`() throws {
    let one = try #require(WrittenAddress("\"A, <b>; \\\" c\" <sip:1@x;a=b>;q=\"0;5\";expires=7"))
    #expect(one.uri == "sip:1@x;a=b")
    #expect(one.parameters["expires"] == "7")
    #expect(one.parameters["Q"] == "0;5")
    #expect(WrittenAddress("sip:1@x;tag=2")?.parameters["tag"] == "2")
    #expect(WrittenAddress.list("<sip:1@x>;a=1, \"b, c\" <sip:2@x>").count == 2)
    #expect(WrittenAddress("") == nil)
  }

  @Test(arguments: ["127.0.0.1", "::1"])
  func `this machine is reached from its own address`(loopback: String) {
    #expect(localAddress(toward: loopback) == loopback)
  }

  @Test func `passwords are not printed`() {
    let credentials = Credentials(user: "100", password: "secret")
    #expect(!"\(credentials) \(String(reflecting: credentials))".contains("secret"))
    var dumped = ""
    dump(credentials, to: &dumped)
    #expect(!dumped.contains("secret"))
  }
}
