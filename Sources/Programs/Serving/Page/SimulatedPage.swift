import Foundation
import HTTP
package import Store
import Web

/// The page beside a simulated call, on the same mailboxes: what is left in the terminal is heard in a
/// browser. Only for this machine.
package final class SimulatedPage {
  private let server: HTTPServer
  private let site: WebSite

  /// Its usual port; another free one is taken if a server has it.
  private static let port: UInt16 = 8080

  /// - Returns: `nil` if this machine gives no port; the calls do without the page.
  package init?(of store: any MailboxStore) {
    let site = WebSite(store, now: ServerClock.now) { _ in }
    for port in [Self.port, 0] {
      guard let address = HTTPAddress("127.0.0.1:\(port)") else { return nil }
      let server = HTTPServer(
        settings: HTTPServerSettings(listen: [address]), report: { _ in },
        handler: { @Sendable request in site.answer(request) })
      guard (try? server.start()) != nil else { continue }
      (self.server, self.site) = (server, site)
      return
    }
    return nil
  }

  /// `http://127.0.0.1:8080`
  package var address: String { server.places.first.map { "http://\($0)" } ?? "" }

  /// Nobody is answered any more.
  package func stop() {
    site.stop()
    server.drain(seconds: 1)
    server.stop()
  }
}
