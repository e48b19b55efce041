import HTTP
import Testing

@Suite struct HTTPTargetTests {
  @Test func `a target has parts and fields`() throws {
    let target = try #require(HTTPTarget("/messages/7%20a/?q=M%C3%BCller+2&new="))
    #expect(target.path == ["messages", "7 a"])
    #expect(target["q"] == "Müller 2")
    #expect(target["new"] == "")
    #expect(target["old"] == nil)
    #expect(HTTPTarget("/")?.path == [])
  }

  @Test(arguments: [
    "", "messages", "*", "http://a/", "//a", "/a//b", "/..", "/a/../b", "/%2e%2e/b", "/a%2fb",
    "/a%5cb", "/%00x", "/%0ax", "/%ff", "/%4", "/%zz", "/a b", "/a?x=%00", "/a?x=%f",
  ]) func `what is no path of ours is refused`(raw: String) {
    #expect(HTTPTarget(raw) == nil)
  }

  @Test(arguments: [
    ("bytes=0-0", 206, "a"), ("bytes=1-", 206, "bcd"), ("bytes=-2", 206, "cd"),
    ("bytes=2-99", 206, "cd"), ("bytes=-99", 206, "abcd"), ("bytes=4-", 416, ""),
    ("bytes=-0", 416, ""), ("bytes=3-1", 200, "abcd"), ("bytes=0-0,2-2", 200, "abcd"),
    ("bytes=x-", 200, "abcd"), ("lines=0-1", 200, "abcd"),
    ("bytes=0-9223372036854775807", 206, "abcd"),
  ]) func `a range gives its part`(header: String, status: Int, body: String) throws {
    let request = HTTPRequest(
      .get, try #require(HTTPTarget("/a")), headers: HTTPHeaders([("Range", header)]))
    let response = HTTPResponse(Array("abcd".utf8), type: "text/plain").ranged(for: request)
    #expect(response.status == status)
    guard case .bytes(let bytes) = response.body else { return }
    #expect(String(decoding: bytes, as: UTF8.self) == body)
  }

  @Test func `a cookie is found among others`() throws {
    let request = HTTPRequest(
      .get, try #require(HTTPTarget("/")),
      headers: HTTPHeaders([("Cookie", "a=1; session=x=y; b"), ("cookie", "c=3")]))
    #expect(request.cookie("session") == "x=y")
    #expect(request.cookie("c") == "3")
    #expect(request.cookie("b") == nil)
    #expect(request.cookie("ession") == nil)
  }
}
