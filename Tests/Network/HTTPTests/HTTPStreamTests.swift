import Foundation
import HTTP
import Synchronization
import Testing

/// Event streams, and the end of a server.
@Suite struct HTTPStreamTests {
  /// A server whose `/events` are streams that the test sends into.
  private final class Streams: Sendable {
    let all = Mutex<[EventStream]>([])
    let closed = Atomic(0)

    @Sendable func answer(_ request: HTTPRequest) -> HTTPResponse {
      guard request.target.path == ["events"] else { return Lab.echo(request) }
      let stream = EventStream()
      stream.onClose { [self] in closed.add(1, ordering: .relaxed) }
      stream.send("hello", data: "1")
      all.withLock { $0.append(stream) }
      return HTTPResponse(stream)
    }
  }

  private static let get = "GET /events HTTP/1.1\nHost: a\n\n"

  @Test func `events arrive when they are sent, and the stream ends`() throws {
    let streams = Streams()
    let lab = try Lab(handler: streams.answer)
    let client = try lab.client()
    client.send(lines: Self.get)
    let head = try client.read(until: "\r\n\r\n")
    #expect(head.contains("text/event-stream"))
    #expect(head.contains("Content-Security-Policy"))
    _ = try client.read(until: "event: hello\ndata: 1\n\n")
    for place in 1...50 {
      streams.all.withLock { $0[0] }.send("message", data: "\(place)")
      _ = try client.read(until: "event: message\ndata: \(place)\n\n")
    }
    streams.all.withLock { $0[0] }.end()
    _ = try client.read(until: "0\r\n\r\n")
    try wait { streams.closed.load(ordering: .relaxed) == 1 }
    client.send(lines: "GET /next HTTP/1.1\nHost: a\n\n")
    #expect(try client.answer().text.hasPrefix("GET|/next|"))
  }

  @Test func `a client that has left is found by a beat`() throws {
    let streams = Streams()
    let lab = try Lab({ $0.beatSeconds = 0.25 }, handler: streams.answer)
    var client: RawClient? = try lab.client()
    client?.send(lines: Self.get)
    _ = try client?.read(until: "\n:\n\n")
    client = nil
    try wait { streams.closed.load(ordering: .relaxed) == 1 }
  }

  @Test func `events to a client that takes nothing are not kept for ever`() throws {
    let streams = Streams()
    let lab = try Lab(handler: streams.answer)
    let client = try lab.client()
    client.send(lines: Self.get)
    _ = try client.read(until: "event: hello\n")
    let stream = streams.all.withLock { $0[0] }
    let data = String(repeating: "x", count: 10_000)
    for _ in 0..<2_000 { stream.send("flood", data: data) }
    _ = try client.read(until: "\r\n0\r\n\r\n")
    try wait { streams.closed.load(ordering: .relaxed) == 1 }
  }

  @Test func `two hundred streams hear of an event`() throws {
    let streams = Streams()
    let lab = try Lab({ $0.connectionsPerAddress = 300 }, handler: streams.answer)
    let clients = try (0..<200).map { _ in try lab.client() }
    for client in clients { client.send(lines: Self.get) }
    for client in clients { _ = try client.read(until: "event: hello\n") }
    for stream in streams.all.withLock(\.self) { stream.send("all", data: "x") }
    for client in clients { _ = try client.read(until: "event: all\n") }
  }

  @Test func `HEAD of a stream has no events and closes it`() throws {
    let streams = Streams()
    let lab = try Lab(handler: streams.answer)
    #expect(try lab.answer("HEAD /events HTTP/1.1\nHost: a\n\n").status == 200)
    try wait { streams.closed.load(ordering: .relaxed) == 1 }
  }

  @Test func `at the end requests are finished and streams end`() throws {
    let streams = Streams()
    let isFree = Atomic(false)
    let begun = Atomic(false)
    let lab = try Lab(handler: { request in
      if request.target.path == ["slow"] {
        begun.store(true, ordering: .relaxed)
        while !isFree.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.01) }
      }
      return streams.answer(request)
    })
    let (stream, slow, upload) = try (lab.client(), lab.client(), lab.client())
    stream.send(lines: Self.get)
    _ = try stream.read(until: "event: hello\n")
    slow.send(lines: "GET /slow HTTP/1.1\nHost: a\n\n")
    upload.send(lines: "POST /u HTTP/1.1\nHost: a\nContent-Length: 2\n\na")
    try wait { begun.load(ordering: .relaxed) }
    let isDrained = Atomic(false)
    Thread.detachNewThread {
      lab.server.drain(seconds: 10)
      isDrained.store(true, ordering: .relaxed)
    }
    _ = try stream.read(until: "0\r\n\r\n")
    try wait { (try? lab.client()) == nil }
    let isEarly = isDrained.load(ordering: .relaxed)
    #expect(!isEarly)
    isFree.store(true, ordering: .relaxed)
    let answer = try slow.answer()
    #expect(answer.status == 200)
    #expect(answer["connection"]?.lowercased() == "close")
    upload.send([0x62])
    #expect(try upload.answer().status == 200)
    try wait { isDrained.load(ordering: .relaxed) }
    lab.server.stop()
  }

  @Test func `a server that must stop lets nobody hang`() throws {
    let streams = Streams()
    let isFree = Atomic(false)
    let begun = Atomic(false)
    let lab = try Lab(handler: { request in
      if request.target.path == ["slow"] {
        begun.store(true, ordering: .relaxed)
        while !isFree.load(ordering: .relaxed) { Thread.sleep(forTimeInterval: 0.01) }
      }
      return streams.answer(request)
    })
    let (stream, slow) = try (lab.client(), lab.client())
    stream.send(lines: Self.get)
    _ = try stream.read(until: "event: hello\n")
    slow.send(lines: "GET /slow HTTP/1.1\nHost: a\n\n")
    try wait { begun.load(ordering: .relaxed) }
    lab.server.stop()
    _ = stream.readToEnd()
    _ = slow.readToEnd()
    isFree.store(true, ordering: .relaxed)
    try wait { streams.closed.load(ordering: .relaxed) == 1 }
  }
}
