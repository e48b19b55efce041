import Commands
import Foundation
import HTTP
import Mailbox
import Operations
import ProjectFiles
import SIP
import Secrecy
import Store
import Testing

@testable import Configuration

@Suite struct ConfigurationTests {
  @Test func `the sample can be used as it is`() throws {
    let path = ProjectFiles.fixtures.appending(path: "voiceportal.json5").path
    let configuration = try ServerConfiguration(path: path)
    let line = try #require(configuration.sipLines.first)
    #expect(line.listen.map(\.description) == ["udp:127.0.0.1:5060", "tcp:127.0.0.1:5060"])
    let peer = try #require(line.peers.first)
    #expect(peer.range.contains("127.0.0.1") && peer.isTrusted && peer.isUnlimited)
    #expect(configuration.isDemo)
    #expect(line.devices.map(\.number) == ["101", "111"])
    #expect(line.media == MediaConfiguration())
    #expect(line.calls == CallLimits())
    #expect(configuration.drainSeconds == 60)
    #expect(configuration.passcodeCost == .standard)
    #expect(configuration.dataFolder.hasSuffix("/.voiceportal-data"))
    #expect(!configuration.dataFolder.contains(".."))
  }

  @Test func `the sample names every field`() throws {
    let path = ProjectFiles.fixtures.appending(path: "voiceportal.json5").path
    let text = try String(contentsOfFile: path, encoding: .utf8)
    // Without the marks of comments that hold fields, everything counts.
    let whole = text.split(separator: "\n").map { line in
      let words = line.drop { $0 == " " }
      guard words.hasPrefix("// "), words.contains(where: { "{}:".contains($0) }),
        words.last.map({ ",{}".contains($0) }) == true
      else { return String(line) }
      return String(words.dropFirst(3))
    }.joined(separator: "\n").replacing("/usr/local/bin/whisper-engine", with: "/bin/true")
    let folder = try Folder()
    for name in ["portal.pem", "portal.key", "pbx.password", "reception.password"] {
      _ = try folder.write("secret\n", to: name)
    }
    let configuration = try ServerConfiguration(path: try folder.write(whole, to: "a.json5"))
    let line = try #require(configuration.sipLines.first)
    #expect(configuration.layout == "broadworks")
    #expect(configuration.language == .de)
    #expect(line.certificate == folder.path + "/portal.pem")
    #expect(line.publicAddress == "203.0.113.7")
    #expect(line.registrations.first?.registrar.description == "sip:pbx.example.com;transport=tcp")
    #expect(line.registrations.first?.password.revealed == "secret")
    #expect(line.devices.last?.number == "121")
    #expect(line.outbound.route?.description == "sip:pbx.example.com:5060")
    #expect(line.outbound.messageWaiting == "sip:{number}@pbx.example.com")
    #expect(line.media.address == "127.0.0.1")
    #expect(configuration.soundCards.first?.ringLevel == -40)
    let web = try #require(configuration.web)
    #expect(web.listen.map(\.description) == ["127.0.0.1:8080"])
    #expect(web.key == folder.path + "/portal.key")
    #expect(web.publicURL == "https://portal.example.com")
    #expect(web.connectionsPerAddress == WebConfiguration().connectionsPerAddress)
  }

  @Test func `what is not written has its usual value`() throws {
    let configuration = try Self.read("{ data: 'd', lines: [{ listen: ['udp:[::1]:0'] }] }")
    #expect(configuration.dataFolder == "/etc/portal/d")
    #expect(configuration.promptsFolder == nil)
    #expect(configuration.language == nil)
    let line = try #require(configuration.sipLines.first)
    #expect(line.listen.first?.address == "::1")
    #expect(line.realm == "voiceportal")
    #expect(line.checksCertificates)
    #expect(line.dialRules == nil)
    #expect(line.peers.isEmpty && !configuration.isDemo)
  }

  @Test func `the log is said by level and format`() throws {
    let line = "lines: [{ listen: ['udp:1.2.3.4:5'] }]"
    let written = try Self.read("{ data: 'd', log: { level: 'debug', format: 'json' }, \(line) }")
    #expect(written.log == LogOptions(level: .debug, format: .json))
    #expect(try Self.read("{ data: 'd', \(line) }").log == LogOptions(level: .info, format: .text))
    let error = #expect(throws: ConfigurationError.self) {
      try Self.read("{ data: 'd',\nlog: { level: 'loud' }, \(line) }")
    }
    #expect(error?.faults.map(\.line) == [2])
    #expect(error?.faults.map(\.field) == ["log level"])
  }

  @Test func `rules that only deny allow the rest`() throws {
    let configuration = try Self.read(
      "{ data: '/d', lines: [{ listen: ['udp:1.2.3.4:5'], dialRules: { deny: ['+49900'] } }] }")
    #expect(configuration.sipLines.first?.dialRules == DialRules(allow: ["+"], deny: ["+49900"]))
    #expect(configuration.dataFolder == "/d")
  }

  @Test func `a layout of one's own counts from the folder, a known one does not`() throws {
    func layout(_ name: String) throws -> String? {
      try Self.read("{ data: 'd', layout: '\(name)', lines: [{ kind: 'sound-card' }] }").layout
    }
    #expect(try layout("unity") == "unity")
    #expect(try layout("my.layout") == "/etc/portal/my.layout")
    #expect(try layout("../x/y") == "/etc/x/y")
  }

  @Test func `no password is shown`() throws {
    let configuration = try Self.read(
      """
      { data: 'd', lines: [{ listen: ['udp:127.0.0.1:5060'],
        devices: [{ user: '111', password: 'geheim' }],
        registrations: [{ registrar: 'sip:x', address: 'sip:a@x', user: 'a', password: 'geheim' }],
      }] }
      """)
    var text = ""
    dump(configuration, to: &text)
    #expect(!text.contains("geheim"))
    #expect(!"\(configuration)".contains("geheim"))
    #expect(configuration.sipLines.first?.devices.first?.password.revealed == "geheim")
  }

  @Test func `all faults are told at once, in the order of the file`() {
    #expect(
      Self.faults(
        """
        {
          lines: [{
            listen: ["udp:127.0.0.1:5060", "tpc:127.0.0.1:5060"],
            media: { ports: [10001, 10000] },
            colour: "blue",
          }],
          drainSeconds: -1,
          data: 5,
        }
        """) == [
          "c.json5:3: lines 1 listen 2: \"tpc:127.0.0.1:5060\" must begin with a transport and a "
            + "colon: udp, tcp, tls.",
          "c.json5:4: lines 1 media ports: The first port must be even, not 10001: RTP has the even "
            + "ones.",
          "c.json5:5: lines 1 colour: There is no such field. Known are calls, certificate, "
            + "checkCertificates, company, connections, devices, dialRules, kind, listen, media, "
            + "outbound, peers, publicAddress, realm, registrations.",
          "c.json5:7: drainSeconds: -1 is not within 0 to 86400.",
          "c.json5:8: data: It must be text in quotes.",
        ])
  }

  @Test func `a file that is not there is named`() {
    #expect(throws: Failure.self) { try ServerConfiguration(path: "/nowhere/x.json5") }
  }

  static func read(_ text: String) throws -> ServerConfiguration {
    try ConfigurationReader.read(text, name: "c.json5", folder: "/etc/portal")
  }

  static func faults(_ text: String) -> [String] {
    do throws(ConfigurationError) {
      _ = try ConfigurationReader.read(text, name: "c.json5", folder: "/etc/portal")
      return []
    } catch {
      return error.faults.map(\.description)
    }
  }
}
