import Commands
import Configuration
import Foundation
import Glibc
import Processes
import Threads

/// The message list of 50 beside a file of the same size from nginx: how many a CPU second of the server
/// gives.
struct PageCost {
  let folder: String
  let repeats: Int

  private static let connections = 8
  private static let seconds = 3.0

  func figures() throws -> [Figure] {
    var order = ServerUnderTest.Order(folder: folder, mailboxes: 2)
    (order.messageSeconds, order.messages, order.hasPage) = (2, 50, true)
    let server = try ServerUnderTest(order)
    defer { server.stop() }
    let user = try WebUser(server.mailboxes[0], port: server.webPort)
    let size = try Self.size(of: user.get("/messages"), port: server.webPort)
    let nginx = try StaticServer(bytes: size, folder: folder)
    defer { nginx?.stop() }
    let file = WebUserless.get("/page.html")
    var (pages, small, files): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<repeats {
      pages.append(
        try Self.perCPUSecond(user.get("/messages"), server.webPort) { server.cpuSeconds })
      small.append(
        try Self.perCPUSecond(WebUserless.get("/sign-in"), server.webPort) { server.cpuSeconds })
      if let nginx {
        files.append(try Self.perCPUSecond(file, nginx.port) { nginx.cpuSeconds })
      }
    }
    var figures = [
      Figure(
        group: "pages", name: "message lists of 50 (\(size / 1_000) kB)", unit: "a CPU second",
        values: pages, target: .atLeast(5_000)),
      Figure(group: "pages", name: "pages of signing in", unit: "a CPU second", values: small),
    ]
    if !files.isEmpty {
      figures.append(
        Figure(
          group: "pages", name: "a file of that size from nginx, in the same run",
          unit: "a CPU second", values: files))
    }
    return figures
  }

  private static func size(of request: [UInt8], port: UInt16) throws -> Int {
    let client = try WebClient(port: port)
    defer { client.close() }
    client.send(request)
    var buffer = [UInt8](repeating: 0, count: 262_144)
    let answer = try client.answer(&buffer)
    guard answer.head.hasPrefix("HTTP/1.1 200") else {
      throw Failure("The page has not come: \(answer.head.prefix(200))")
    }
    return answer.length
  }

  /// Asks for the same again and again, on a few connections that are kept.
  private static func perCPUSecond(
    _ request: [UInt8], _ port: UInt16, cpu: () -> Double
  ) throws -> Double {
    let clients = try (0..<connections).map { _ in try WebClient(port: port) }
    defer { for client in clients { client.close() } }
    var buffer = [UInt8](repeating: 0, count: 262_144)
    for client in clients {
      client.send(request)
      _ = try client.answer(&buffer)
    }
    let (before, start) = (cpu(), MonotonicTime.seconds)
    var count = 0
    while MonotonicTime.seconds - start < seconds {
      for client in clients { client.send(request) }
      for client in clients { _ = try client.answer(&buffer) }
      count += clients.count
    }
    return Double(count) / (cpu() - before)
  }
}

/// Requests of nobody.
enum WebUserless {
  static func get(_ path: String) -> [UInt8] {
    Array("GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\n\r\n".utf8)
  }
}

/// nginx with one file, in one process.
private final class StaticServer {
  let port: UInt16
  private let process: ChildProcess
  private let folder: URL

  /// `nil` if nginx is not installed.
  init?(bytes: Int, folder: String) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/nginx") else { return nil }
    port = try WebClient.freePort()
    self.folder = URL(fileURLWithPath: folder).appendingPathComponent("nginx-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
    let place = self.folder.path
    try Data(repeating: 0x78, count: bytes).write(
      to: self.folder.appendingPathComponent("page.html"))
    try """
    daemon off; master_process off; pid \(place)/pid; error_log \(place)/error;
    events { worker_connections 64; }
    http {
      access_log off; sendfile on; tcp_nodelay on; keepalive_requests 100000000;
      client_body_temp_path \(place)/a; proxy_temp_path \(place)/b; fastcgi_temp_path \(place)/c;
      uwsgi_temp_path \(place)/d; scgi_temp_path \(place)/e;
      server { listen 127.0.0.1:\(port); root \(place); }
    }
    """.write(
      to: self.folder.appendingPathComponent("nginx.conf"), atomically: true, encoding: .utf8)
    process = try ChildProcess(
      "/usr/sbin/nginx", ["-p", place, "-e", place + "/error", "-c", place + "/nginx.conf"])
    for _ in 0..<500 {
      if let client = try? WebClient(port: port) {
        client.close()
        return
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    stop()
    throw Failure("nginx has not started.")
  }

  var cpuSeconds: Double { CPUClock.otherProcess(process.id).seconds }

  func stop() {
    process.send(SIGTERM)
    _ = process.end(withinSeconds: 5)
    try? FileManager.default.removeItem(at: folder)
  }
}
