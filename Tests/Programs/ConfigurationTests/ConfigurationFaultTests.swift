import Testing

@testable import Configuration

@Suite struct ConfigurationFaultTests {
  @Test(arguments: [
    ("", "c.json5:1: Here stands the end of the file where a value is due."),
    ("[]", "c.json5:1: It must be an object in braces."),
    ("{ data: 'd' }", "c.json5:1: lines: It is missing."),
    ("{ data: 'd', lines: [] }", "c.json5:1: lines: There is no line: nobody could call."),
    ("{ data: 'd', lines: 5 }", "c.json5:1: lines: It must be a list."),
    ("{ lines: [{ kind: 'sound-card' }] }", "c.json5:1: data: It is missing."),
    ("{ data: '', lines: [{ kind: 'sound-card' }] }", "c.json5:1: data: It is empty."),
    (
      "{ data: 'd',\nlines: [\n{ kind: 'isdn' }] }",
      "c.json5:3: lines 1 kind: \"isdn\" is none of sip, sound-card."
    ),
    (
      "{ data: 'd', mail: { server: 'mail' }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: mail sender: The address that sends is missing."
    ),
    (
      "{ data: 'd', mail: { server: 'mail', sender: 'x' }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: mail sender: \"x\" is no e-mail address."
    ),
    (
      "{ data: 'd', mail: { server: 'm', sender: 'a@b', user: 'u' }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: mail passwordFile: A user needs a password file."
    ),
    (
      "{ data: 'd', http: { listen: ['8080'] }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: http listen 1: \"8080\" is no address in digits with a port, such as "
        + "127.0.0.1:8080 or [::1]:8080."
    ),
    (
      "{ data: 'd', http: { listen: ['1.2.3.4:5', '1.2.3.4:5'] }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: http listen: 1.2.3.4:5 stands there twice."
    ),
    (
      "{ data: 'd', http: {\ncertificate: 'c.json5' }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:2: http certificate: /etc/portal/c.json5 is not there, or cannot be read."
    ),
    (
      "{ data: 'd', http: { publicURL: 'portal/x' }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: http publicURL: \"portal/x\" is no URL of a host alone, such as "
        + "https://portal.example.com."
    ),
    ("{ data: 'd', lines: [7] }", "c.json5:1: lines 1: It must be an object in braces."),
    (
      "{ data: 'd',\nlnes: 1, lines: [{ kind: 'sound-card' }] }",
      "c.json5:2: lnes: There is no such field. Known are callRecords, clockAheadSeconds, data, "
        + "demo, drainSeconds, hooks, http, language, layout, lines, log, mail, passcodes, prompts, "
        + "readsPromptsAhead, storage, transcription."
    ),
    (
      "{ data: 'd', language: 'fr', lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: language: \"fr\" is none of en, de, nl."
    ),
    (
      "{ data: 'd', passcodes: { passes: 0 }, lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: passcodes passes: 0 is not within 1 to 100."
    ),
    (
      "{ data: 'd', lines: [{ kind: 'sound-card', ringLevel: 3 }] }",
      "c.json5:1: lines 1 ringLevel: 3 is not within -90 to 0."
    ),
    (
      "{ data: 'd', lines: [{ kind: 'sound-card', trust: true }] }",
      "c.json5:1: lines 1 trust: It must be text in quotes."
    ),
    (
      "{ data: 'd', lines: [{ listen: ['udp:1.2.3.4:5'] }, { listen: ['udp:1.2.3.4:5'] }] }",
      "c.json5:1: lines: Two lines listen on udp:1.2.3.4:5."
    ),
    (
      "{ data: 'a\\u001B[2J', lines: [{ kind: 'sound-card' }] }",
      "c.json5:1: data: It holds a line end or a control character (U+001B)."
    ),
    ("{ data: 'd',\n data: 'e' }", "c.json5:2: The field \"data\" stands here a second time."),
  ])
  func `a fault of the server is told with its line`(text: String, message: String) {
    #expect(ConfigurationTests.faults(text) == [message])
  }

  @Test(arguments: [
    ("listen: []", "listen: It names no address to listen on."),
    (
      "listen: ['udp:1.2.3.4:5060', 'udp:1.2.3.4:5060']",
      "listen: udp:1.2.3.4:5060 stands there twice."
    ),
    (
      "listen: ['udp:localhost:5060']",
      "listen 1: \"udp:localhost:5060\" holds no address in digits, such as 0.0.0.0 or [::]."
    ),
    (
      "listen: ['udp:::1:5060']",
      "listen 1: \"udp:::1:5060\" holds no address in digits, such as 0.0.0.0 or [::]."
    ),
    (
      "listen: ['udp:1.2.3.4']",
      "listen 1: \"udp:1.2.3.4\" must end with a colon and a port, 0 to 65535."
    ),
    ("listen: ['tls:1.2.3.4:5061']", "certificate: It is missing, and TLS needs one."),
    (
      "listen: ['tls:1.2.3.4:5061'], certificate: 'no.pem'",
      "certificate: /etc/portal/no.pem is not there, or cannot be read."
    ),
  ])
  func `a fault of listening is told`(fields: String, message: String) {
    let text = "{ data: 'd', lines: [{ \(fields) }] }"
    #expect(ConfigurationTests.faults(text) == ["c.json5:1: lines 1 " + message])
  }

  @Test func `TCP and TLS cannot share a port`() {
    let listen = "listen: ['tcp:1.2.3.4:5060', 'tls:1.2.3.4:5060'], certificate: '/dev/null'"
    #expect(
      ConfigurationTests.faults("{ data: 'd', lines: [{ \(listen) }] }")
        == ["c.json5:1: lines 1 listen: tls:1.2.3.4:5060 stands there twice."])
  }

  @Test(arguments: [
    (
      "publicAddress: 'me'",
      "publicAddress: \"me\" is no address in digits, such as 10.0.0.5 or ::1."
    ),
    ("peers: [{}]", "peers 1 address: It is missing."),
    ("peers: {}", "peers: It must be a list."),
    (
      "peers: [{ address: '10.0.0.0/33' }]",
      "peers 1 address: \"10.0.0.0/33\" has a wrong length: after / stands 0 to 32."
    ),
    (
      "peers: [{ address: '10.0.0.1/8' }]",
      "peers 1 address: \"10.0.0.1/8\" has bits behind the first 8, which must be 0."
    ),
    (
      "peers: [{ address: '10.0.0.x' }]",
      "peers 1 address: \"10.0.0.x\" is no address in digits, such as 10.0.0.5, 10.1.0.0/16 or ::1."
    ),
    ("peers: [{ address: '::1', trusted: 'yes' }]", "peers 1 trusted: It must be true or false."),
    ("devices: [{ password: 'x' }]", "devices 1 user: It is missing."),
    (
      "devices: [{ user: '111' }]", "devices 1 password: Either it or passwordFile must be there."
    ),
    (
      "devices: [{ user: '111', passwordFile: 'x' }]",
      "devices 1 passwordFile: /etc/portal/x is not there, or cannot be read."
    ),
    (
      "devices: [{ user: '1', password: 'x' }, { user: '1', password: 'y' }]",
      "devices: The user \"1\" stands there twice."
    ),
    (
      "registrations: [{ registrar: 'sip:x', address: 'a', user: 'a', password: 'x' }]",
      "registrations 1 address: \"a\" is no address such as sip:111@pbx.example.com."
    ),
    (
      "registrations: [{ registrar: 'x', address: 'sip:a@x', user: 'a', password: 'x' }]",
      "registrations 1 registrar: \"x\" is no server such as sip:pbx.example.com:5060."
    ),
    (
      "registrations: [{ registrar: 'sip:x', transport: 'sctp', address: 'sip:a@x', user: 'a', "
        + "password: 'x' }]",
      "registrations 1 transport: \"sctp\" is none of udp, tcp, tls."
    ),
    ("realm: ''", "realm: It must not be empty or hold quotes."),
    (
      "media: { ports: [10000] }",
      "media ports: It must be the first and the last port: [10000, 29999]."
    ),
    (
      "media: { ports: [10000, 10000] }",
      "media ports: The last port must be higher than the first, not 10000."
    ),
    ("media: { ports: [80, 90] }", "media ports: The first port must be at least 1024, not 80."),
    (
      "media: { ports: [10000, 70000] }",
      "media ports: It must be the first and the last port: [10000, 29999]."
    ),
    ("media: { ports: '1-2' }", "media ports: It must be a list."),
    ("media: { threads: 0 }", "media threads: 0 is not within 1 to 64."),
    ("media: { threads: 65 }", "media threads: 65 is not within 1 to 64."),
    ("media: { security: 'on' }", "media security: \"on\" is none of off, allowed, required."),
    ("calls: { most: 0 }", "calls most: 0 is not within 1 to 100000."),
    ("calls: { most: 1.5 }", "calls most: It must be a whole number."),
    (
      "outbound: { route: 'sip:111@x' }",
      "outbound route: \"sip:111@x\" is no server such as sip:pbx.example.com:5060."
    ),
    (
      "outbound: { messageWaiting: 'sip:111@x' }",
      "outbound messageWaiting: \"sip:111@x\" holds no {number}, {extension} or {user}, which "
        + "stand for whose messages wait."
    ),
    (
      "dialRules: { allow: ['+49', '0900'] }",
      "dialRules allow 2: \"0900\" must be a + and digits, such as +49 without blanks."
    ),
  ])
  func `a fault of a SIP line is told`(field: String, message: String) {
    let text = "{ data: 'd', lines: [{ listen: ['udp:127.0.0.1:5060'], \(field) }] }"
    #expect(ConfigurationTests.faults(text) == ["c.json5:1: lines 1 " + message])
  }

  @Test(arguments: [
    ("10.0.0.5", "10.0.0.5", true), ("10.0.0.5", "10.0.0.6", false),
    ("10.1.0.0/16", "10.1.255.3", true), ("10.1.0.0/16", "10.2.0.0", false),
    ("192.168.4.128/25", "192.168.4.127", false), ("192.168.4.128/25", "192.168.4.200", true),
    ("0.0.0.0/0", "8.8.8.8", true), ("0.0.0.0/0", "::1", false), ("::/0", "::1", true),
    ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::", false),
    ("10.0.0.5", "::ffff:10.0.0.5", true), ("::ffff:10.0.0.5", "10.0.0.5", true),
    ("10.0.0.0/8", "x", false),
  ])
  func `a range knows its addresses`(range: String, address: String, isIn: Bool) throws {
    #expect(try AddressRange(range).contains(address) == isIn)
  }
}
