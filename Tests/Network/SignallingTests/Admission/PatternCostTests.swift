import Foundation
import ProjectFiles
import Testing

@testable import Signalling

/// Datagrams that would hold up libre.
@Suite struct PatternCosts {
  private func request(_ header: String) -> [UInt8] {
    Array("OPTIONS sip:1@x SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9\r\n\(header)\r\n\r\n".utf8)
  }

  @Test(arguments: [
    "CSeq: " + String(repeating: "1", count: 60_000),
    "cseq : " + String(repeating: "1", count: 3_000),
    "From: " + String(repeating: "rom:", count: 2_000),
    "f: a" + String(repeating: "\r\n rom:", count: 1_000),
    String(repeating: "To: " + String(repeating: "a", count: 400) + "\r\n", count: 100),
  ])
  func `a header without end is too much`(header: String) {
    #expect(PatternCost.isTooGreat(request(header)))
  }

  @Test func `so is a first line without end, and one without a second`() {
    #expect(PatternCost.isTooGreat(Array(repeating: 65, count: 60_000)))
    #expect(!PatternCost.isTooGreat([]))
    #expect(!PatternCost.isTooGreat(Array("\r\n\r\n".utf8)))
  }

  @Test func `what no pattern looks at, and a body, may be long`() {
    let long = String(repeating: "a", count: 30_000)
    #expect(!PatternCost.isTooGreat(request("Identity: \(long)")))
    #expect(!PatternCost.isTooGreat(request("Subject: x") + Array("CSeq: \(long)".utf8)))
  }

  @Test func `no message of RFC 4475 is too much`() throws {
    let folder = ProjectFiles.fixtures.appending(path: "Torture")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      #expect(
        !PatternCost.isTooGreat(try Data(contentsOf: folder.appending(path: name))), "\(name)")
    }
  }

  @Test func `a portal drops it and answers the next`() async throws {
    try await withStation { station in
      let socket = try Datagram()
      let long = "CSeq: " + String(repeating: "1", count: 60_000)
      for _ in 0..<20 { socket.send(request(long), to: station.port) }
      socket.send(Array(Requests.text("OPTIONS", from: socket.port).utf8), to: station.port)
      #expect(try await socket.receive(within: 20_000)?.hasPrefix("SIP/2.0 200 ") == true)
    }
  }
}
