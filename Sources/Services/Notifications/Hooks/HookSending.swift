import CCurl
import Glibc
public import Mailbox

/// Sends events by libcurl. Any thread may call, and waits.
///
/// A company's administrator chooses where events go, so the server must not be led into its own
/// network by them. The address that is checked is the one that the socket connects to: libcurl asks
/// for each socket, with the address that it is for, after it has looked up the name. So a name that
/// leads to another address at the second look-up changes nothing. Nothing is sent by a proxy, and no
/// answer leads to another place.
public struct HookSending: Sendable {
  private let settings: HookSettings

  /// Sends by these settings.
  public init(_ settings: HookSettings) { self.settings = settings }

  /// Sends one event to one URL.
  /// - Parameter timestamp: The time of this try; seconds since 1970 UTC.
  public func send(
    _ event: HookEvent, to text: String, by secret: HookSecret, timestamp: Int64
  ) -> HookOutcome {
    guard let url = HookURL(text) else { return .unreachable("\(text) is no URL for events.") }
    if let reason = settings.hosts.refusal(of: url) { return .unreachable(reason) }
    guard let body = try? HookPayload.json(event) else {
      return .refused("The event cannot be written as JSON.")
    }
    let signature = HookSignature.text(
      of: body, id: event.id, timestamp: timestamp, by: secret)
    let headers = [
      "Content-Type: application/json", "webhook-id: \(event.id)",
      "webhook-timestamp: \(timestamp)", "webhook-signature: \(signature)",
      // Else libcurl asks first and waits, where the text is long.
      "Expect:",
    ]
    return post(body, to: url, headers)
  }

  private func post(_ body: String, to url: HookURL, _ headers: [String]) -> HookOutcome {
    guard let curl = unsafe curl_easy_init() else { return .refused("No memory for libcurl.") }
    defer { unsafe curl_easy_cleanup(curl) }
    var list: UnsafeMutablePointer<curl_slist>?
    for header in headers { unsafe list = curl_slist_append(list, header) }
    defer { unsafe curl_slist_free_all(list) }
    let sockets = CheckedSockets(permitsAll: settings.hosts.contains(url))
    return withExtendedLifetime(sockets) {
      unsafe vp_curl_set_text(curl, CURLOPT_URL, url.text)
      unsafe vp_curl_set_text(
        curl, CURLOPT_PROTOCOLS_STR, url.isEncrypted ? "https" : "http")
      // An environment's proxy would look up the name in our place.
      unsafe vp_curl_set_text(curl, CURLOPT_PROXY, "")
      unsafe vp_curl_set_number(curl, CURLOPT_FOLLOWLOCATION, 0)
      unsafe vp_curl_set_number(curl, CURLOPT_NOSIGNAL, 1)
      unsafe vp_curl_set_number(curl, CURLOPT_CONNECTTIMEOUT, settings.connectSeconds)
      unsafe vp_curl_set_number(curl, CURLOPT_TIMEOUT, settings.answerSeconds)
      unsafe vp_curl_set_text(curl, CURLOPT_USERAGENT, "voiceportal")
      if let file = settings.caFile { unsafe vp_curl_set_text(curl, CURLOPT_CAINFO, file) }
      unsafe vp_curl_set_number(curl, CURLOPT_POSTFIELDSIZE, body.utf8.count)
      unsafe vp_curl_set_text(curl, CURLOPT_COPYPOSTFIELDS, body)
      unsafe vp_curl_set_list(curl, CURLOPT_HTTPHEADER, list)
      unsafe sockets.attach(to: curl)
      let words = unsafe transfer(curl).words
      let code = unsafe vp_curl_response_code(curl)
      return Self.outcome(code, refused: sockets.refusal, words: words)
    }
  }

  /// By the status: what is wrong with the rest of an answer does not matter.
  private static func outcome(_ code: Int, refused: String?, words: String) -> HookOutcome {
    switch code {
    case 200..<300: .taken
    case 300..<400: .refused("HTTP \(code): it leads to another place, which is not followed.")
    case 1...: .refused("HTTP \(code)")
    case _: .unreachable(refused ?? words)
    }
  }
}

/// Opens sockets to permitted addresses, and drops what is answered.
private final class CheckedSockets {
  private let permitsAll: Bool
  /// The last address that was refused.
  private(set) var refusal: String?
  private var received = 0

  /// The status is enough; more of an answer than this ends the exchange.
  private static let mostBytes = 64 << 10

  init(permitsAll: Bool) { self.permitsAll = permitsAll }

  func attach(to curl: UnsafeMutableRawPointer) {
    let this = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe vp_curl_set_open_socket(curl) { context, _, address in
      guard let context = unsafe context, let address = unsafe address else { return -1 }
      return unsafe Unmanaged<CheckedSockets>.fromOpaque(context).takeUnretainedValue()
        .open(address)
    }
    unsafe vp_curl_set_pointer(curl, CURLOPT_OPENSOCKETDATA, this)
    unsafe vp_curl_set_callback(curl, CURLOPT_WRITEFUNCTION) { _, size, count, context in
      guard let context = unsafe context else { return 0 }
      return unsafe Unmanaged<CheckedSockets>.fromOpaque(context).takeUnretainedValue()
        .drop(size * count)
    }
    unsafe vp_curl_set_pointer(curl, CURLOPT_WRITEDATA, this)
  }

  private func open(_ wanted: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    if !permitsAll {
      guard let address = unsafe Self.address(wanted) else { return -1 }
      guard address.isPublic else {
        refusal = "\(address) is no public address, and the operator has not listed the host."
        return -1
      }
    }
    return unsafe socket(
      wanted.pointee.family, wanted.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
      wanted.pointee.protocol)
  }

  private static func address(_ wanted: UnsafeMutablePointer<curl_sockaddr>) -> IPAddress? {
    guard let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
    // The structure goes on behind `addr` as long as the family needs.
    let start = unsafe UnsafeRawPointer(wanted) + offset
    switch unsafe wanted.pointee.family {
    case AF_INET:
      let address = unsafe start.loadUnaligned(as: sockaddr_in.self)
      return unsafe withUnsafeBytes(of: address.sin_addr) { unsafe IPAddress(bytes: Array($0)) }
    case AF_INET6:
      let address = unsafe start.loadUnaligned(as: sockaddr_in6.self)
      return unsafe withUnsafeBytes(of: address.sin6_addr) { unsafe IPAddress(bytes: Array($0)) }
    case _:
      return nil
    }
  }

  private func drop(_ count: Int) -> Int {
    received += count
    return received > Self.mostBytes ? 0 : count
  }
}
