import Foundation
import HTTP
import Synchronization
import Testing

@Suite struct HTTPLimitTests {
  @Test(arguments: [1, 1_000]) func `a head that is too long is refused`(headers: Int) throws {
    let lab = try Lab()
    let long = String(repeating: "x", count: 40_000 / headers)
    let client = try lab.client()
    client.send(lines: "GET / HTTP/1.1\nHost: a\n")
    for place in 0..<headers where !client.send(lines: "X-\(place): \(long)\n") { break }
    client.send(lines: "\n")
    #expect(try client.answer().status == 431)
    #expect(try lab.answer("GET /next HTTP/1.1\nHost: a\n\n").status == 200)
  }

  @Test(arguments: [
    ("Content-Length: 1048577", 413), ("Content-Length: 99999999999999", 413),
    ("Content-Length: 20000001\nContent-Type: multipart/form-data; boundary=Form7", 413),
    ("Content-Length: 5\nContent-Length: 5", 400), ("Content-Length: 5\nContent-Length: 6", 400),
    ("Content-Length: 5\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding: chunked\nContent-Length: 5", 400), ("Content-Length: +5", 400),
    ("Content-Length: -5", 400), ("Content-Length: 5, 5", 400), ("Content-Length: 0x5", 400),
    ("Transfer-Encoding: gzip, chunked", 400), ("Transfer-Encoding: identity", 400),
    ("Transfer-Encoding: chunked\nTransfer-Encoding: chunked", 400),
    ("Transfer-Encoding : chunked", 400), ("Host: b", 400), ("X-A: a\u{1}b", 400),
    ("X A: a", 400), ("Content-Encoding: gzip\nContent-Length: 5", 415),
  ]) func `a head is refused before its body`(headers: String, status: Int) throws {
    let lab = try Lab()
    let answer = try lab.answer("POST /a HTTP/1.1\nHost: a\n\(headers)\n\n")
    #expect(answer.status == status)
    #expect(answer["connection"]?.lowercased() == "close")
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\n\n", 400), ("BREW / HTTP/1.1\nHost: a\n\n", 501),
    ("TRACE / HTTP/1.1\nHost: a\n\n", 405), ("QUERY / HTTP/1.1\nHost: a\n\n", 405),
    ("GET /../a HTTP/1.1\nHost: a\n\n", 400),
    ("GET /%00 HTTP/1.1\nHost: a\n\n", 400), ("GET /%ff HTTP/1.1\nHost: a\n\n", 400),
    ("GET /a%2e%2e/%2E%2e/b HTTP/1.1\nHost: a\n\n", 400), ("GET * HTTP/1.1\nHost: a\n\n", 400),
    ("GET http://a/ HTTP/1.1\nHost: a\n\n", 400), ("GET / HTTP/2.0\nHost: a\n\n", 505),
    ("GET / HTTP/1.0\n\n", 200),
  ]) func `a line of a request is taken or refused`(request: String, status: Int) throws {
    let lab = try Lab()
    #expect(try lab.answer(request).status == status)
  }

  @Test func `a body that is too long is refused while it comes`() throws {
    let lab = try Lab { $0.mostFormBytes = 1_000 }
    let client = try lab.client()
    client.send(lines: "POST /a HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n")
    client.send(lines: "400\n" + String(repeating: "x", count: 1_024) + "\n0\n\n")
    #expect(try client.answer().status == 413)

    let endless = try lab.client()
    endless.send(lines: "POST /a HTTP/1.1\nHost: a\nTransfer-Encoding: chunked\n\n")
    let chunk = "400\n" + String(repeating: "x", count: 1_024) + "\n"
    try wait { !endless.send(lines: chunk) }
  }

  @Test func `bodies of all requests together have a limit`() throws {
    // A body is held until its request is answered, so that of the first one is held meanwhile.
    let (works, goesOn) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let lab = try Lab(
      { $0.mostBodyBytes = 1_000 },
      handler: { request in
        if request.target.raw == "/first" {
          works.signal()
          _ = goesOn.wait(timeout: .now() + 25)
        }
        return Lab.echo(request)
      })
    let body = [UInt8](repeating: 0x78, count: 900)
    let first = try lab.client()
    first.send(lines: "POST /first HTTP/1.1\nHost: a\nContent-Length: 900\n\n")
    first.send(body)
    try #require(works.wait(timeout: .now() + 25) == .success)
    let post = "POST /a HTTP/1.1\nHost: a\nContent-Length: 900\n\n"
    #expect(try lab.answer(post, body: body).status == 503)
    goesOn.signal()
    #expect(try first.answer().status == 200)
    try wait { try lab.answer(post, body: body).status == 200 }
  }

  @Test func `a slow head is cut, and a connection without one is closed`() throws {
    let lab = try Lab { $0.headSeconds = 0.5 }
    let silent = try lab.client()
    let slow = try lab.client()
    slow.send(lines: "GET / HTTP/1.1\nX-A: ")
    let end = ContinuousClock.now + .seconds(10)
    while slow.send([0x78]), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.05) }
    #expect(slow.readToEnd().hasPrefix("HTTP/1.1 408 "))
    #expect(silent.readToEnd() == "")
    #expect(lab.troubles.filter { $0.kind == .slow }.count == 1)
    try wait { lab.server.connections == 0 }
  }

  @Test func `a slow body is cut`() throws {
    let lab = try Lab { $0.bodySeconds = 0.5 }
    let client = try lab.client()
    client.send(lines: "POST / HTTP/1.1\nHost: a\nContent-Length: 1000\n\n")
    let end = ContinuousClock.now + .seconds(10)
    while client.send([0x78]), ContinuousClock.now < end { Thread.sleep(forTimeInterval: 0.05) }
    #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 "))
    #expect(lab.troubles.map(\.kind).filter { $0 != .library } == [.slow])
  }

  @Test func `nobody waits for the rest of a body whose client has gone`() throws {
    let lab = try Lab()
    let client = try lab.client()
    client.send(lines: "POST / HTTP/1.1\nHost: a\nContent-Length: 1000\n\nhalf")
    client.endSending()
    // The client itself gives up after ten seconds; the time for a body is sixty.
    let start = ContinuousClock.now
    _ = client.readToEnd()
    #expect(ContinuousClock.now - start < .seconds(9))
  }

  @Test(arguments: [1e3, 1e9]) func `a reader has as long as an answer is large`(rate: Double)
    throws
  {
    let lab = try Lab {
      ($0.bodySeconds, $0.goodRate) = (0.3, rate)
    } handler: { _ in
      HTTPResponse([UInt8](repeating: 0x78, count: 20_000_000), type: "text/plain")
    }
    let client = try lab.client()
    client.send(lines: "GET / HTTP/1.1\nHost: a\n\n")
    guard rate > 1e6 else {
      Thread.sleep(forTimeInterval: 1)
      #expect(try client.answer().body.count == 20_000_000)
      return
    }
    try wait { lab.troubles.contains { $0.kind == .slow } }
    #expect(throws: RawClient.Trouble.self) { try client.answer() }
  }

  @Test(arguments: [true, false])
  func `connections have a limit, in all and from one address`(isTotal: Bool) throws {
    let lab = try Lab {
      if isTotal { $0.connections = 2 } else { $0.connectionsPerAddress = 2 }
    }
    let kept = try [lab.client(), lab.client()]
    try wait { lab.server.connections == 2 }
    let answer = try lab.answer("GET / HTTP/1.1\nHost: a\n\n")
    #expect(answer.status == 503)
    #expect(answer["retry-after"] != nil)
    #expect(answer["connection"]?.lowercased() == "close")
    #expect(lab.troubles.contains { $0.kind == .tooManyConnections })
    kept[0].send(lines: "GET / HTTP/1.1\nHost: a\nConnection: close\n\n")
    #expect(try kept[0].answer().status == 200)
    try wait { lab.server.connections == 1 }
    #expect(try lab.answer("GET / HTTP/1.1\nHost: a\n\n").status == 200)
  }

  @Test func `a proxy may have more connections than a client`() throws {
    let lab = try Lab {
      $0.connectionsPerAddress = 1
      $0.isTrustedProxy = { $0 == "127.0.0.1" }
    }
    let kept = try [lab.client(), lab.client()]
    try wait { lab.server.connections == 2 }
    #expect(try lab.answer("GET / HTTP/1.1\nHost: a\n\n").status == 200)
    withExtendedLifetime(kept) {}
  }

  @Test func `requests that find no place wait only so long as there are few`() throws {
    let isFree = Mutex(false)
    let begun = Atomic(0)
    let lab = try Lab {
      ($0.workers, $0.mostWaiting) = (1, 1)
    } handler: { request in
      begun.add(1, ordering: .relaxed)
      while !isFree.withLock(\.self) { Thread.sleep(forTimeInterval: 0.01) }
      return Lab.echo(request)
    }
    let first = try lab.client()
    first.send(lines: "GET /1 HTTP/1.1\nHost: a\n\n")
    try wait { begun.load(ordering: .relaxed) == 1 }
    let others = try [lab.client(), lab.client()]
    for other in others { other.send(lines: "GET /2 HTTP/1.1\nHost: a\n\n") }
    try wait { lab.troubles.map(\.kind) == [.busy] }
    isFree.withLock { $0 = true }
    let answers = try others.map { try $0.answer() }
    #expect(answers.map(\.status).sorted() == [200, 503])
    #expect(answers.first { $0.status == 503 }?["retry-after"] != nil)
    #expect(try first.answer().status == 200)
  }
}
