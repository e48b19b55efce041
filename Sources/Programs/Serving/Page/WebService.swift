import Commands
import Configuration
import Foundation
import HTTP
import Operations
import Synchronization
import Web

/// The page and what is for other programs, by HTTP.
final class WebService: Service {
  typealias Configuration = ServedConfiguration

  let name = "http"
  private let web: WebConfiguration
  private let site: WebSite
  private let handler: @Sendable (HTTPRequest) -> HTTPResponse
  private let log: Log
  private let server = Mutex<HTTPServer?>(nil)

  /// When the server ends, requests that have come may go on for so long.
  private static let drainSeconds = 5.0

  /// Serves nothing before ``start()``.
  /// - Parameters:
  ///   - site: The page; it ends with the service.
  ///   - status: What the server tells of itself.
  init(_ web: WebConfiguration, _ site: WebSite, status: ServerStatus, log: Log) {
    (self.web, self.site, self.log) = (web, site, log)
    handler = webHandler(site, status: status)
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
    site.stop()
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

extension WebSite.SignIn {
  /// Where it is counted.
  var counter: Counter {
    switch self {
    case .accepted: .signIns
    case .refused: .signInsRefused
    case .locked: .signInsLocked
    }
  }
}

/// Answers the requests of browsers and of other programs.
/// - Parameters:
///   - site: The page.
///   - status: What the server tells of itself.
func webHandler(
  _ site: WebSite, status: ServerStatus
) -> @Sendable (HTTPRequest) -> HTTPResponse {
  { request in
    guard request.method == .get || request.method == .head else { return site.answer(request) }
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
    case _: return site.answer(request)
    }
  }
}

private func text(_ text: String, status: Int) -> HTTPResponse {
  HTTPResponse(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    .adding("Cache-Control", "no-store")
}
