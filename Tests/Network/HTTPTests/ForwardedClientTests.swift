import Testing

@testable import HTTP

@Suite struct ForwardedClientTests {
  private static func client(
    _ headers: [(String, String)], peer: String = "10.0.0.1", isEncrypted: Bool = false
  ) -> ForwardedClient {
    ForwardedClient(peer: peer, isEncrypted: isEncrypted, headers: HTTPHeaders(headers)) {
      $0.hasPrefix("10.") || $0 == "2001:db8::1"
    }
  }

  @Test(arguments: [
    ("X-Forwarded-For", "192.0.2.7", "192.0.2.7"),
    ("X-Forwarded-For", "6.6.6.6, 192.0.2.7", "192.0.2.7"),
    ("X-Forwarded-For", "6.6.6.6, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
    ("X-Forwarded-For", "192.0.2.7:4711", "192.0.2.7"),
    ("X-Forwarded-For", "::ffff:192.0.2.7", "192.0.2.7"),
    ("X-Forwarded-For", "2001:DB8::2", "2001:db8::2"),
    ("X-Forwarded-For", "10.0.0.3, 10.0.0.2", "10.0.0.3"),
    ("X-Forwarded-For", "192.0.2.7, unknown, 10.0.0.2", "10.0.0.2"),
    ("X-Forwarded-For", "192.0.2.7, ", "192.0.2.7"),
    ("X-Forwarded-For", "<script>", "10.0.0.1"),
    ("Forwarded", "for=192.0.2.7", "192.0.2.7"),
    ("Forwarded", "for=6.6.6.6, For=\"[2001:db8::2]:80\";proto=https", "2001:db8::2"),
    ("Forwarded", "for=192.0.2.7;by=10.0.0.2, for=10.0.0.9", "192.0.2.7"),
    ("Forwarded", "for=6.6.6.6, for=_hidden", "10.0.0.1"),
    ("Forwarded", "for=6.6.6.6, by=10.0.0.2", "10.0.0.1"),
  ]) func `the rightmost address that is no proxy's counts`(
    name: String, value: String, address: String
  ) {
    let client = Self.client([(name, value)])
    #expect(client.address == address)
    #expect(client.isFromTrustedProxy)
  }

  @Test func `nobody else is believed`() {
    let headers = [
      ("X-Forwarded-For", "192.0.2.7"), ("Forwarded", "for=192.0.2.7"),
      ("X-Forwarded-Proto", "https"),
    ]
    let client = Self.client(headers, peer: "192.0.2.1")
    #expect(client.address == "192.0.2.1")
    #expect(!client.isSecure && !client.isFromTrustedProxy)
  }

  @Test func `a header that the proxy did not write is not believed against its own`() {
    let told = ("X-Forwarded-For", "192.0.2.7")
    #expect(Self.client([told, ("Forwarded", "for=6.6.6.6")]).address == "10.0.0.1")
    #expect(Self.client([told, ("Forwarded", "for=192.0.2.7")]).address == "192.0.2.7")
  }

  @Test(arguments: [
    ([("X-Forwarded-Proto", "https")], true), ([("X-Forwarded-Proto", "http")], false),
    ([("X-Forwarded-Proto", "https, http")], false), ([("Forwarded", "proto=HTTPS")], true),
    ([("Forwarded", "proto=https"), ("X-Forwarded-Proto", "http")], false),
    ([("X-Forwarded-For", "192.0.2.7")], false),
  ]) func `a proxy says whether its client's connection is encrypted`(
    headers: [(String, String)], isSecure: Bool
  ) {
    #expect(Self.client(headers).isSecure == isSecure)
  }

  @Test func `the server believes only listed proxies, and tells browsers to stay with https`()
    throws
  {
    let request =
      "GET / HTTP/1.1\nHost: a\nX-Forwarded-For: 192.0.2.7\nX-Forwarded-Proto: https\n\n"
    let plain = try Lab().answer(request)
    #expect(plain.text == "GET|/|127.0.0.1|clear|0")
    #expect(plain["strict-transport-security"] == nil)
    let believed = try Lab { $0.isTrustedProxy = { $0 == "127.0.0.1" } }.answer(request)
    #expect(believed.text == "GET|/|192.0.2.7|secure|0")
    #expect(believed["strict-transport-security"] != nil)
  }
}
