import Mailbox
import Testing

/// Where events may go (requirement I5), before any name is looked up.
@Suite struct HookURLTests {
  @Test(arguments: [
    ("https://example.com", "example.com", 443),
    ("https://Example.COM:8443/a?b=c", "example.com", 8443),
    ("http://crm/", "crm", 80), ("https://192.0.2.1/", "192.0.2.1", 443),
    ("https://[2001:db8::1]:9/x", "2001:db8::1", 9),
    ("https://xn--bcher-kva.example/", "xn--bcher-kva.example", 443),
  ])
  func `a plain name or address with a port and a path`(
    text: String, host: String, port: Int
  ) throws {
    let url = try #require(HookURL(text))
    #expect(url.host == host && url.port == port)
    #expect(HookURL.fault(in: text) == nil)
  }

  @Test(arguments: [
    "", "example.com", "ftp://example.com", "HTTPS://example.com", "https://", "https:///x",
    "https://user@example.com", "https://a:b@example.com", "https://example.com#x",
    "https://example.com\\@evil", "https://exa mple.com", "https://example.com:0",
    "https://example.com:65536", "https://example.com:", "https://example.com:8o", "https://.com",
    "https://example..com", "https://-a.com", "https://127.1", "https://2130706433",
    "https://0x7f.0.0.1", "https://0x7f000001", "https://0177.0.0.1", "https://127.0.0.1.",
    "https://1.2.3.4.5", "https://[::1", "https://[fe80::1%25eth0]/", "https://[1::2::3]",
    "https://b\u{FC}cher.example", "https://example.com/\r\nHost: x", "https://exam\u{0}ple.com",
    "https://a.example/,https://b.example/", "https://a.example;http://b.example",
  ])
  func `any other notation is refused`(text: String) {
    #expect(HookURL(text) == nil)
    #expect(HookURL.fault(in: text) != nil)
  }

  @Test func `without TLS only to a listed host`() throws {
    let url = try #require(HookURL("http://crm.internal:8080/x"))
    #expect(HookHosts().refusal(of: url) != nil)
    #expect(HookHosts(["crm.internal"]).refusal(of: url) == nil)
    #expect(HookHosts(["CRM.internal:8080"]).refusal(of: url) == nil)
    #expect(HookHosts(["crm.internal:80"]).refusal(of: url) != nil)
    #expect(HookHosts(["internal"]).refusal(of: url) != nil)
  }

  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.2.3",
    "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fc00::1", "fdff::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "64:ff9b::10.0.0.1", "2001:db8::1",
    "2002:7f00:1::", "2001::1", "::127.0.0.1", "4000::1", "3fff::1", "64:ff9b:1::1",
  ])
  func `an address of no public network`(text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic == false)
  }

  @Test(arguments: [
    "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
    "172.32.0.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
    "2606:4700:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
  ])
  func `an address of the public network`(text: String) throws {
    #expect(try #require(IPAddress(text)).isPublic)
  }

  @Test(arguments: [
    "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", ":::", "1::2::3", "12345::", "g::",
  ])
  func `what is no address`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test func `a secret prints as dots`() throws {
    var generator = SystemRandomNumberGenerator()
    let secret = try #require(HookSecret.random(using: &generator))
    #expect(!"\(secret) \(String(reflecting: secret))".contains("whsec"))
    #expect(
      HookSecret("whsec_short") == nil && HookSecret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw") == nil)
  }
}
