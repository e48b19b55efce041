/// What is answered.
public struct HTTPResponse: Sendable {
  /// What follows the headers.
  public enum Body: Sendable {
    case bytes([UInt8])
    /// Server-sent events, until one of the two ends it.
    case events(EventStream)
  }

  public var status: Int
  public var headers = HTTPHeaders()
  public var body: Body

  /// A status and nothing else.
  public init(_ status: Int) { (self.status, body) = (status, .bytes([])) }

  /// Bytes of a media type such as `text/html; charset=utf-8`.
  public init(_ bytes: [UInt8], type: String, status: Int = 200) {
    (self.status, body) = (status, .bytes(bytes))
    headers.add("Content-Type", type)
  }

  /// A stream of events.
  public init(_ events: EventStream) {
    (status, body) = (200, .events(events))
    headers.add("Content-Type", "text/event-stream; charset=utf-8")
    headers.add("Cache-Control", "no-store")
    // Else nginx keeps events back until it has many.
    headers.add("X-Accel-Buffering", "no")
  }

  /// Goes on elsewhere with GET (RFC 9110 section 15.4.4).
  public static func redirect(to place: String) -> HTTPResponse {
    var response = HTTPResponse(303)
    response.headers.add("Location", place)
    return response
  }

  /// The same with a header more.
  public func adding(_ name: String, _ value: String) -> HTTPResponse {
    var copy = self
    copy.headers.add(name, value)
    return copy
  }

  /// The part that the request asks for, or all (RFC 9110 section 14): one range of bytes. Of several
  /// ranges, and of one that is none, all is given.
  public func ranged(for request: HTTPRequest) -> HTTPResponse {
    guard status == 200, case .bytes(let bytes) = body else { return self }
    var answer = self.adding("Accept-Ranges", "bytes")
    guard let header = request.headers["range"], let range = ByteRange(header) else {
      return answer
    }
    guard let bounds = range.bounds(of: bytes.count) else {
      var refusal = HTTPResponse(416)
      refusal.headers.add("Content-Range", "bytes */\(bytes.count)")
      return refusal
    }
    answer.status = 206
    answer.headers.add(
      "Content-Range", "bytes \(bounds.lowerBound)-\(bounds.upperBound - 1)/\(bytes.count)")
    answer.body = .bytes(Array(bytes[bounds]))
    return answer
  }
}

/// One range of a `Range` header.
private struct ByteRange {
  private let first: Int?
  private let last: Int?

  init?(_ header: String) {
    guard header.hasPrefix("bytes=") else { return nil }
    let sides = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard sides.count == 2 else { return nil }
    let numbers = sides.map { side -> Int?? in
      if side.isEmpty { return .some(nil) }
      guard side.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(side) else {
        return nil
      }
      return .some(number)
    }
    guard let first = numbers[0], let last = numbers[1], first != nil || last != nil else {
      return nil
    }
    if let first, let last, last < first { return nil }
    (self.first, self.last) = (first, last)
  }

  func bounds(of count: Int) -> Range<Int>? {
    guard let first else {
      guard let last, last > 0, count > 0 else { return nil }
      return max(0, count - last)..<count
    }
    guard first < count else { return nil }
    return first..<min(count, last.map { $0 == .max ? $0 : $0 + 1 } ?? count)
  }
}
