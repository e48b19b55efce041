import Configuration
import Foundation
import ProjectFiles
import Testing

@testable import Serving

/// What `voiceportal check` says of the machine and of what a server's file needs of it.
@Suite struct MachineCheckTests {
  @Test func `what an empty machine lacks is told with the package that brings it`() throws {
    let folder = try Folder()
    var machine = MachineCheck()
    machine.root = folder.path
    machine.openFiles = 1_024
    machine.realTimePriority = 0
    machine.programFolders = [folder.path]
    let findings = machine.findings
    let faults = findings.flatMap(\.faults)
    #expect(faults.count == 1 && faults[0].contains("apt-get install tzdata"))
    let notes = findings.flatMap(\.notes).joined(separator: "\n")
    #expect(notes.contains("apt-get install ca-certificates"))
    #expect(notes.contains("apt-get install espeak-ng flite"))
    #expect(notes.contains("LimitNOFILE=65536") && notes.contains("256 calls"))
    #expect(notes.contains("LimitRTPRIO=4"))
    #expect(notes.contains("sound-card"))
  }

  /// A socket that holds a port of this machine.
  private struct Holder: ~Copyable {
    let descriptor: Int32
    let port: UInt16

    init(_ kind: __socket_type) throws {
      descriptor = socket(AF_INET, Int32(kind.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let held = descriptor
      let code = unsafe withUnsafeMutablePointer(to: &address) {
        unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          let code = unsafe bind(held, $0, length)
          unsafe getsockname(held, $0, &length)
          return code
        }
      }
      try #require(code == 0)
      if kind == SOCK_STREAM { try #require(listen(descriptor, 5) == 0) }
      port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(descriptor) }
  }

  @Test(arguments: [SOCK_STREAM, SOCK_DGRAM])
  func `a port that another program has is told, a free one is not`(kind: __socket_type) throws {
    let port: UInt16
    do {
      let holder = try Holder(kind)
      port = holder.port
      let fault = AddressTrial(host: "127.0.0.1", port: port, kind: kind).listeningFault()
      #expect(fault?.contains("another program has it") == true)
      #expect(fault?.contains("sport = :\(port)") == true)
      let own = AddressTrial(host: "127.0.0.1", port: port, kind: kind)
      #expect(own.listeningFault(mayBeTaken: true) == nil)
    }
    #expect(AddressTrial(host: "127.0.0.1", port: port, kind: kind).listeningFault() == nil)
  }

  @Test func `an address of another machine is told`() {
    let trial = AddressTrial(host: "192.0.2.1", port: 0, kind: SOCK_DGRAM)
    #expect(trial.listeningFault(mayBeTaken: true) != nil)
    let fault = trial.listeningFault()
    #expect(fault?.contains("this machine does not have the address") == true)
  }

  @Test func `a mail server that answers, one that does not, and one without a name`() throws {
    let port: UInt16
    do {
      let holder = try Holder(SOCK_STREAM)
      port = holder.port
      let trial = AddressTrial(host: "127.0.0.1", port: port, kind: SOCK_STREAM)
      #expect(trial.connectingFault(seconds: 5) == nil)
    }
    let trial = AddressTrial(host: "127.0.0.1", port: port, kind: SOCK_STREAM)
    #expect(trial.connectingFault(seconds: 5) == "Connection refused")
    let nameless = AddressTrial(host: "no-such.invalid", port: 25, kind: SOCK_STREAM)
    #expect(nameless.connectingFault(seconds: 5)?.hasPrefix("no-such.invalid: ") == true)
  }

  @Test func `what a server's file needs and is not there is told, each thing`() throws {
    let folder = try Folder()
    let holder = try Holder(SOCK_DGRAM)
    _ = try folder.write("not a program", to: "no-program")
    let path = try folder.write(
      """
      {
        data: "\(folder.path)/none",
        mail: { server: "127.0.0.1", port: 1, sender: "a@example.com", security: "off" },
        transcription: { program: "\(folder.path)/no-program" },
        lines: [{ kind: "sip", listen: ["udp:127.0.0.1:\(holder.port)"] }],
      }
      """, to: "server.json5")
    let findings = ServerCheck(try ServerConfiguration(path: path)).findings
    #expect(findings.first { $0.subject == "addresses" }?.faults.count == 1)
    let text = findings.flatMap(\.faults).joined(separator: "\n")
    #expect(text.contains("\(folder.path)/no-program: there is no such program"))
    #expect(
      text.contains("\(folder.path)/none: it is not there; 'voiceportal accounts company add"))
    #expect(text.contains("127.0.0.1:1: Connection refused"))
  }
}
