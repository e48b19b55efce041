import Foundation
import HTTP
import Synchronization
import Testing

@Suite struct HTTPServerTests {
  @Test func `a request is answered with what browsers must not do`() throws {
    let lab = try Lab()
    let answer = try lab.answer("GET /a%20b?c=1 HTTP/1.1\nHost: a\n\n")
    #expect(answer.status == 200)
    #expect(answer.text == "GET|/a%20b?c=1|127.0.0.1|clear|0")
    #expect(answer["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
    #expect(answer["x-content-type-options"] == "nosniff")
    #expect(answer["referrer-policy"] == "same-origin")
    #expect(answer["permissions-policy"]?.hasPrefix("microphone=(self)") == true)
    #expect(answer["cross-origin-opener-policy"] == "same-origin")
    #expect(answer["strict-transport-security"] == nil)
  }

  @Test func `requests follow each other on a connection`() throws {
    let lab = try Lab()
    let client = try lab.client()
    client.send(lines: "GET /1 HTTP/1.1\nHost: a\n\nGET /2 HTTP/1.1\nHost: a\n\n")
    #expect(try client.answer().text.hasPrefix("GET|/1|"))
    #expect(try client.answer().text.hasPrefix("GET|/2|"))
    client.send(lines: "GET /3 HTTP/1.1\nHost: a\n\n")
    #expect(try client.answer().text.hasPrefix("GET|/3|"))
  }

  @Test func `HEAD has the headers of GET and no body`() throws {
    let lab = try Lab()
    let client = try lab.client()
    client.send(lines: "HEAD /1 HTTP/1.1\nHost: a\n\nGET /1 HTTP/1.1\nHost: a\n\n")
    let head = try client.answer(hasBody: false)
    #expect(head.status == 200)
    #expect(head["content-length"] == "\("HEAD|/1|127.0.0.1|clear|0".utf8.count)")
    #expect(try client.answer().text == "GET|/1|127.0.0.1|clear|0")
  }

  @Test func `a range is a part`() throws {
    let lab = try Lab()
    let answer = try lab.answer("GET /1 HTTP/1.1\nHost: a\nRange: bytes=4-5\n\n")
    #expect(answer.status == 206)
    #expect(answer.text == "/1")
    #expect(answer["content-range"] == "bytes 4-5/\("GET|/1|127.0.0.1|clear|0".utf8.count)")
  }

  @Test func `a form is taken apart`() throws {
    let lab = try Lab()
    let body = Array("a=1&b=M%C3%BCller+2&c=&d&a=3".utf8)
    let head =
      "POST /f HTTP/1.1\nHost: a\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\n"
    let answer = try lab.answer("\(head)Content-Length: \(body.count)\n\n", body: body)
    #expect(answer.text == "POST|/f|127.0.0.1|clear|0|a=1|b=Müller 2|c=|d=|a=3")
    let chunked = try lab.answer("\(head)Transfer-Encoding: chunked\n\n5\na=1&b\n2\n=2\n0\n\n")
    #expect(chunked.text == "POST|/f|127.0.0.1|clear|0|a=1|b=2")
    let broken = try lab.answer("\(head)Content-Length: 4\n\na=%f")
    #expect(broken.status == 400)
  }

  @Test func `an upload is taken apart`() throws {
    let lab = try Lab()
    let parts = [
      ("name=\"a\"", "1"), ("name=\"b\"", ""), ("name=\"c\"; filename=\"Grüße.wav\"", "RIFF\r\nx"),
      ("name=\"d\"; filename=\"\"", ""), ("name=\"e\"", "\r\n--Fo"), ("name=\"f\"", "ü"),
    ]
    let text =
      parts.map { "--Form7\r\nContent-Disposition: form-data; \($0)\r\n\r\n\($1)\r\n" }.joined()
      + "--Form7--\r\n"
    let answer = try lab.answer(Self.upload(text.utf8.count), body: Array(text.utf8))
    #expect(
      answer.text == "POST|/u|127.0.0.1|clear|0|a=1|b=|c=<Grüße.wav>RIFF\r\nx|d=<>|e=\r\n--Fo|f=ü")
    #expect(try lab.answer(Self.upload(9), body: Array("--Form7\r\n".utf8)).status == 400)
    #expect(
      try lab.answer(
        "POST /u HTTP/1.1\nHost: a\nContent-Type: multipart/form-data\nContent-Length: 2\n\nab"
      ).status == 400)
  }

  static func upload(_ count: Int) -> String {
    "POST /u HTTP/1.1\nHost: a\nContent-Type: multipart/form-data; boundary=Form7\n"
      + "Content-Length: \(count)\n\n"
  }

  @Test func `another body is raw`() throws {
    let lab = try Lab()
    let answer = try lab.answer(
      "PUT /r HTTP/1.1\nHost: a\nContent-Type: application/json\nContent-Length: 5\n\n[1,2]")
    #expect(answer.text == "PUT|/r|127.0.0.1|clear|5")
  }

  @Test func `a hundred at once are answered`() throws {
    let lab = try Lab { $0.workers = 4 }
    let answered = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: 100) { place in
      let answer = try? lab.answer("GET /\(place) HTTP/1.1\nHost: a\n\n")
      if answer?.text.hasPrefix("GET|/\(place)|") == true { answered.add(1, ordering: .relaxed) }
    }
    #expect(answered.load(ordering: .relaxed) == 100)
  }

  @Test func `an answer with a line break in a header is not sent`() throws {
    let lab = try Lab { _ in
    } handler: { request in
      HTTPResponse(200).adding("X-A", request.target["a"] ?? "")
    }
    let answer = try lab.answer("GET /?a=1%0d%0aX-B:2 HTTP/1.1\nHost: a\n\n")
    #expect(answer.status == 500)
    #expect(answer["x-b"] == nil)
    #expect(lab.troubles.map(\.kind) == [.answer])
  }
}
