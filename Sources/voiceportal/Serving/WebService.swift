import Foundation
import HTTP
import Operations
import Synchronization

/// The page and what is for other programs, by HTTP.
final class WebService: Service {
  typealias Configuration = ServedConfiguration

  let name = "http"
  private let web: WebConfiguration
  private let handler: @Sendable (HTTPRequest) -> HTTPResponse
  private let log: Log
  private let server = Mutex<HTTPServer?>(nil)

  /// When the server ends, requests that have come may go on for so long.
  private static let drainSeconds = 5.0

  /// Serves nothing before ``start()``.
  /// - Parameter handler: Answers each request; may wait.
  init(
    _ web: WebConfiguration, handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse, log: Log
  ) {
    (self.web, self.handler, self.log) = (web, handler, log)
  }

  func start() throws {
    let made = HTTPServer(
      settings: try settings(),
      report: { [log] trouble in Self.report(trouble, to: log) },
      handler: { [handler, log] request in
        log.counters.add(.webRequests)
        return handler(request)
      })
    do {
      try made.start()
    } catch {
      guard web.isOptional, error.isAddressInUse else { throw Failure("\(error)") }
      log.warning("There is no page: \(error) '--http ADDRESS' serves it elsewhere.")
      return
    }
    for place in made.places {
      log.info("The page is at \(web.certificate == nil ? "http" : "https")://\(place)")
    }
    server.withLock { $0 = made }
  }

  /// Until the end: calls that are on may last, and other programs ask whether the server is ready.
  func stop() {
    guard let server = server.withLock({ $0.take() }) else { return }
    server.drain(seconds: Self.drainSeconds)
    server.stop()
  }

  var health: Health {
    server.withLock { $0 == nil } ? .limited("Its address is in use.") : .good
  }

  private func settings() throws -> HTTPServerSettings {
    var settings = HTTPServerSettings(listen: web.listen)
    if let certificate = web.certificate {
      settings.certificate = HTTPServerSettings.Certificate(
        chain: try TextFile.read(certificate), key: try TextFile.read(web.key ?? certificate))
    }
    settings.mostUploadBytes = web.mostUploadBytes
    settings.connections = web.connections
    settings.connectionsPerAddress = web.connectionsPerAddress
    settings.isTrustedProxy = { [proxies = web.trustedProxies] address in
      proxies.contains { $0.contains(address) }
    }
    return settings
  }

  private static func report(_ trouble: HTTPTrouble, to log: Log) {
    switch trouble.kind {
    case .library: log.debug("libmicrohttpd: \(trouble.sentence)")
    case .malformed, .tooLarge, .slow, .tooManyConnections, .busy:
      log.counters.add(.webRefused)
      log.warning(trouble.sentence, kind: LogKind("http \(trouble.kind.rawValue)"))
    case .answer: log.error(trouble.sentence, kind: LogKind("http answer"))
    }
  }
}

/// Answers the requests of browsers and of other programs.
/// - Parameter status: What the server tells of itself.
func webHandler(status: ServerStatus) -> @Sendable (HTTPRequest) -> HTTPResponse {
  { request in
    guard request.method == .get || request.method == .head else {
      return HTTPResponse(405).adding("Allow", "GET, HEAD")
    }
    let isOurs = AddressRange.loopback.contains { $0.contains(request.client) }
    switch request.target.path {
    case ["health"] where isOurs:
      let isHealthy = status.health.isHealthy
      return text(isHealthy ? "good\n" : "failed\n", status: isHealthy ? 200 : 503)
    case ["ready"]:
      let isReady = status.health.isReady
      return text(isReady ? "ready\n" : "not ready\n", status: isReady ? 200 : 503)
    case ["metrics"] where isOurs:
      return HTTPResponse(
        Array(status.metricsText.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
    case _: return text("There is no such page.\n", status: 404)
    }
  }
}

private func text(_ text: String, status: Int) -> HTTPResponse {
  HTTPResponse(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    .adding("Cache-Control", "no-store")
}
