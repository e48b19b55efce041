import Foundation
import ProjectFiles

/// Kamailio (Debian: kamailio) as registrar and proxy in front of a portal, by the configuration that
/// stands in `Fixtures` and that `Sources/Lines/SIPLine/README.md` recommends.
final class Kamailio {
  let port: UInt16
  private let child: Child

  /// Starts it and waits until it takes requests.
  init(before portal: ServedPortal, in lab: String) async throws {
    port = try Ports.free()
    let fixture = ProjectFiles.fixtures.appending(path: "kamailio.cfg")
    let text = try String(contentsOf: fixture.standardizedFileURL, encoding: .utf8)
      .replacing("10.0.0.1:5060", with: "127.0.0.1:\(port)")
      .replacing("10.0.0.5:5060", with: "127.0.0.1:\(portal.port)")
      .replacing("t_set_fr(20000", with: "t_set_fr(2000")
    let path = "\(lab)/kamailio-\(port).cfg"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    child = try Child(
      "/usr/sbin/kamailio", ["-f", path, "-DD", "-Y", lab, "-m", "16", "-M", "4"], in: lab)
    try await child.prints("Listening on", withinSeconds: 30)
  }

  /// It ends its own children, unless it is killed before that.
  deinit {
    child.signal(SIGTERM)
    let end = Date(timeIntervalSinceNow: 10)
    while !Ports.isFree(port, SOCK_DGRAM), Date() < end { Thread.sleep(forTimeInterval: 0.01) }
  }

  /// The address of a number at it.
  func uri(_ number: String) -> String { "sip:\(number)@127.0.0.1:\(port)" }

  /// Everything that it has printed.
  var output: String { child.output }
}
