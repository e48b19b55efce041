import Commands
import Configuration
import Foundation
import Processes

/// Calls without sound, by SIPp: answered, and hung up at once.
struct SetUpCost {
  let plan: SIPBenchPlan

  /// Calls a second that are tried, one after the other, until some fail.
  private static let rates = [200, 400, 600, 800, 1_000, 1_300, 1_600, 2_000, 2_500, 3_000]

  func figures() throws -> [Figure] {
    guard let sipp = SIPpLoad.path else {
      throw Failure("SIPp is not installed (Debian: sip-tester).")
    }
    let server = try ServerUnderTest(
      ServerUnderTest.Order(folder: plan.folder, mailboxes: 2))
    defer { server.stop() }
    let load = SIPpLoad(program: sipp, folder: plan.folder, port: server.port)
    _ = try load.run(calls: 100, perSecond: 100)
    server.waitUntilQuiet()
    func costs(_ rate: Int) throws -> [Double] {
      try (0..<plan.repeats).map { _ in
        let before = server.cpuSeconds
        guard try load.run(calls: 10 * rate, perSecond: rate) != nil else {
          throw Failure("SIPp's calls failed.")
        }
        server.waitUntilQuiet()
        return (server.cpuSeconds - before) * 1_000 / Double(10 * rate)
      }
    }
    func figure(_ rate: Int) throws -> Figure {
      Figure(
        group: "set-up", name: "answered and hung up, \(rate) calls a second by SIPp",
        unit: "ms of CPU a call", values: try costs(rate), target: .atMost(0.5),
        compared: "0.9–1.1")
    }
    let figures = [try figure(200), try figure(500)]
    var most = 0
    for rate in Self.rates {
      guard try load.run(calls: 4 * rate, perSecond: rate) == 0 else { break }
      most = rate
    }
    return figures + [
      Figure(
        group: "set-up", name: "calls a second for 4 s, each good at the first try", unit: "",
        values: [Double(most)])
    ]
  }
}

/// SIPp as a caller, from Debian.
struct SIPpLoad {
  let program: String
  let folder: String
  let port: UInt16

  /// Where SIPp is; `nil`: nowhere.
  static var path: String? {
    ["/usr/bin/sipp", "/usr/local/bin/sipp"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Makes calls, and waits for their ends.
  /// - Returns: How many messages had to be repeated; `nil`: a call failed.
  func run(calls: Int, perSecond: Int) throws -> Int? {
    let place = URL(fileURLWithPath: folder).appendingPathComponent("sipp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: place) }
    let end = try ChildProcess.run(
      program,
      [
        "127.0.0.1:\(port)", "-sn", "uac", "-s", "2000", "-i", "127.0.0.1",
        "-m", "\(calls)", "-r", "\(perSecond)", "-l", "\(10 * perSecond)", "-d", "0", "-nostdin",
        "-timeout", "60s", "-timeout_error", "-trace_stat", "-stf", "statistics", "-fd", "1",
      ], in: place.path)
    let table = try? String(
      contentsOf: place.appendingPathComponent("statistics"), encoding: .utf8)
    let rows = (table ?? "").split(separator: "\n").map {
      $0.split(separator: ";", omittingEmptySubsequences: false)
    }
    guard end == .exit(0), let head = rows.first, let last = rows.last,
      let column = head.firstIndex(of: "Retransmissions(C)"), column < last.count
    else { return nil }
    return Int(last[column])
  }
}
