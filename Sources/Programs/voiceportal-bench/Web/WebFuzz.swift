import Commands
import Configuration
import Foundation
import Threads

/// Spoilt requests by the hundred thousand to a portal's page and API: it must not end, must answer as
/// before, and its memory and its descriptors must stay.
final class WebFuzz {
  private let server: ServerUnderTest
  private let seeds: [[UInt8]]
  private var mutation = Mutation(seed: 1)
  private var buffer = [UInt8](repeating: 0, count: 65_536)
  private var crowd: WebFuzzCrowd
  private var sent = 0

  /// Each of so many is good, and has to be answered as before.
  private static let signOfLife = 1_000

  /// What a server needs at a time.
  private struct Need {
    var megabytes: Double
    var descriptors: Int
  }

  static func figures(requests: Int, folder: String) throws -> [Figure] {
    let fuzz = try WebFuzz(folder)
    defer { fuzz.server.stop() }
    return try fuzz.figures(requests)
  }

  private init(_ folder: String) throws {
    var order = ServerUnderTest.Order(folder: folder, mailboxes: 20)
    (order.messageSeconds, order.messages, order.hasPage) = (2, 5, true)
    server = try ServerUnderTest(order)
    let user = try WebUser(server.mailboxes[0], port: server.webPort)
    seeds =
      WebFuzzSeeds(
        user, formToken: try user.formToken(), apiToken: try server.makeOperatorToken()
      ).all
    crowd = WebFuzzCrowd(port: server.webPort)
  }

  private func figures(_ count: Int) throws -> [Figure] {
    let start = MonotonicTime.seconds
    try send(until: (count + 9) / 10)
    let before = try settled()
    try send(until: count / 2)
    let between = try settled()
    try send(until: count)
    let after = try settled()
    let rate = Double(count) / (MonotonicTime.seconds - start)
    func figure(
      _ name: String, _ value: Double, _ unit: String = "", _ target: Figure.Target? = nil
    ) -> Figure {
      Figure(group: "fuzz", name: name, unit: unit, values: [value], target: target)
    }
    return [
      figure("spoilt requests that the page lived through", Double(sent)),
      figure("  of which had an answer", Double(crowd.answered)),
      figure("  of which the portal could not answer (500)", Double(crowd.failed), "", .atMost(0)),
      figure("  a second", rate),
      figure("memory after the first tenth", before.megabytes, "MB"),
      figure("  after the first half", between.megabytes, "MB"),
      figure("  at the end", after.megabytes, "MB"),
      figure(
        "  end compared with half", after.megabytes / between.megabytes, "times", .atMost(1.1)),
      figure("open descriptors after the first half", Double(between.descriptors)),
      figure(
        "  more at the end", Double(after.descriptors - between.descriptors), "", .atMost(2)),
    ]
  }

  private func send(until count: Int) throws {
    while sent < count {
      if sent % Self.signOfLife == 0 { try ask() }
      let request = mutation.spoil(seeds[mutation.below(seeds.count)], among: seeds)
      try crowd.send(request, endsSending: mutation.below(2) == 0)
      sent += 1
    }
    crowd.finish()
  }

  private func ask() throws {
    guard server.isRunning else { throw Failure("The portal has ended after \(sent) requests.") }
    let client = try WebClient(port: server.webPort, patienceMilliseconds: 20_000)
    defer { client.close() }
    client.send(WebUserless.get("/portal.css"))
    let head = try client.answer(&buffer).head
    guard head.hasPrefix("HTTP/1.1 200") else {
      throw Failure("After \(sent) requests the page answers \(head.prefix(60)).")
    }
  }

  private func settled() throws -> Need {
    server.waitUntilQuiet()
    try ask()
    return Need(megabytes: Double(server.wholeMemory) / 1e6, descriptors: server.descriptors)
  }
}
