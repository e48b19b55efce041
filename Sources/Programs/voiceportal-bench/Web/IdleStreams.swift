import Commands
import Configuration
import Foundation
import Threads

/// A thousand browsers that wait for new messages.
struct IdleStreams {
  let folder: String

  private static let (streams, ofUser) = (1_000, 10)

  func figures() throws -> [Figure] {
    var order = ServerUnderTest.Order(folder: folder, mailboxes: Self.streams / Self.ofUser)
    order.hasPage = true
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    let users = try server.mailboxes.map { try WebUser($0, port: server.webPort) }
    server.waitUntilQuiet()
    let (before, beforeAll) = (server.memory, server.wholeMemory)
    var open: [WebClient] = []
    defer { for client in open { client.close() } }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    for user in users {
      for _ in 0..<Self.ofUser {
        let client = try WebClient(port: server.webPort)
        open.append(client)
        client.send(user.get("/messages/events"))
        guard client.receive(into: &buffer) > 0,
          String(decoding: buffer.prefix(200), as: UTF8.self).hasPrefix("HTTP/1.1 200")
        else { throw Failure("A stream of events was not opened.") }
      }
    }
    server.waitUntilQuiet()
    let (memory, all) = (server.memory, server.wholeMemory)
    let (cpu, start) = (server.cpuSeconds, MonotonicTime.seconds)
    Thread.sleep(forTimeInterval: 20)
    let share = (server.cpuSeconds - cpu) / (MonotonicTime.seconds - start)
    func figure(
      _ name: String, _ value: Double, _ unit: String, _ target: Figure.Target? = nil
    ) -> Figure {
      Figure(group: "streams", name: name, unit: unit, values: [value], target: target)
    }
    return [
      figure("memory of 1,000 idle streams", Double(memory - before) / 1e6, "MB", .atMost(60)),
      figure("  the whole portal without them", Double(beforeAll) / 1e6, "MB"),
      figure("  the whole portal with them", Double(all) / 1e6, "MB"),
      figure("  CPU of the portal with them", share * 1_000, "ms a second"),
    ]
  }
}
