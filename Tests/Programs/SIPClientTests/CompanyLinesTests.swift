import Foundation
import Processes
import Testing

/// Several companies on one server, each with a line of its own.
@Suite struct CompanyLinesTests {
  @Test func `companies with equal extensions are reached by their own lines and portal numbers`()
    async throws
  {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, line: "company: 'One Net',")
      try await portal.stop()
      try await Self.addSecondCompany(beside: portal, lab)
      let (second, sound) = (try Ports.free(2), try Ports.free(20))
      try portal.rewrite {
        $0.replacing(
          "lines: [{",
          with: """
            lines: [{
              kind: 'sip', listen: ['udp:127.0.0.1:\(second)'], company: 'Beta',
              peers: [{ address: '127.0.0.1' }], media: { ports: [\(sound), \(sound + 19)] },
            }, {
            """)
      }
      try await portal.startAgain()
      let (one, beta) = (try BareCaller(portal.port), try BareCaller(second))
      for caller in [one, beta] { try await caller.isAnswered("200", calling: "111") }
      try await one.isAnswered("200", calling: "2000")
      try await one.isAnswered("404", calling: "3000")
      try await beta.isAnswered("200", calling: "3000")
      try await beta.isAnswered("404", calling: "2000")
      let rows = try await Self.records(6, of: portal, lab)
      for (line, company) in [("sip 1", "Beta"), ("sip 2", "One Net")] {
        let own = rows.filter {
          $0.contains("\"line\":\"\(line)\"") && $0.contains("\"to\":\"111\"")
        }
        #expect(own.count == 1 && own[0].contains("\"company\":\"\(company)\""), "\(rows)")
      }
      try await portal.stop()
    }
  }

  /// The records of so many calls that are over, an object each.
  private static func records(
    _ count: Int, of portal: ServedPortal, _ lab: String
  ) async throws -> [String] {
    for _ in 0..<100 {
      let words = ["calls", "list", "--json", "--data", portal.data]
      let child = try ServedPortal.program(words, in: lab)
      _ = try await child.end()
      let rows = child.output.split(separator: "\n").map(String.init)
      if rows.count == count, !rows.contains(where: { $0.contains("\"ended\":null") }) {
        return rows
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw NotSeen(description: "the records of \(count) calls")
  }

  private static func addSecondCompany(beside portal: ServedPortal, _ lab: String) async throws {
    for words in [
      "company add Beta --country-code 31 --trunk-prefix 0 --portal-number 3000 --language nl",
      "user add --company Beta --first-name Daan --last-name Vries --main-number 0205550111"
        + " --extension 111 --language nl",
    ] {
      let command = ["accounts"] + words.split(separator: " ").map(String.init)
      let child = try ServedPortal.program(command + ["--data", portal.data], in: lab)
      #expect(try await child.end() == .exit(0), "\(child.output)")
    }
  }
}
