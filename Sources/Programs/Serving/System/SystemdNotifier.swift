import Commands
import Glibc
import Threads

/// What systemd is told of the server, as sd_notify(3) says it: each time one datagram to the socket
/// that `NOTIFY_SOCKET` names. Without that socket nothing is told, and the server runs the same.
///
///     READY       calls are taken
///     STATUS      a line for `systemctl status`, when it changes
///     WATCHDOG    the main loop goes round; without it for `WATCHDOG_USEC` systemd starts anew
///     RELOADING   the file is being read again; READY ends it
///     STOPPING    no new calls; EXTEND_TIMEOUT_USEC for as long as calls are on
///
/// One thread uses it, that of the main loop.
package struct SystemdNotifier {
  private let socket: String?
  /// Half of the time within which systemd wants to hear of the server.
  /// In seconds.
  private let watchdog: Double?
  private var nextWatchdog = MonotonicTime.seconds
  private var nextExtension = MonotonicTime.seconds
  private var lastStatus = ""

  /// - Parameter environment: Looks up a variable of the process.
  package init(environment: (String) -> String? = Self.variable) {
    socket = environment("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
    // The variable is also there for processes that were started by the one that is watched.
    let isMeant = environment("WATCHDOG_PID").map { $0 == "\(getpid())" } ?? true
    let microseconds = environment("WATCHDOG_USEC").flatMap { Int64($0) } ?? 0
    watchdog = isMeant && microseconds > 0 ? Double(microseconds) / 2_000_000 : nil
  }

  /// The server takes calls, or takes them by a new configuration.
  package mutating func ready(calls: Int, _ note: String = "") {
    lastStatus = Self.status(calls: calls) + (note.isEmpty ? "" : " \(note)")
    send("READY=1", "STATUS=\(lastStatus)")
  }

  /// To be called on each round of the main loop.
  package mutating func look(calls: Int) {
    beat()
    let status = Self.status(calls: calls)
    if status != lastStatus {
      lastStatus = status
      send("STATUS=\(status)")
    }
  }

  /// The configuration is being read again.
  package func reloading() {
    send("RELOADING=1", "MONOTONIC_USEC=\(MonotonicTime.microseconds)")
  }

  /// The server takes no new calls. To be called again while calls are on.
  package mutating func stopping(calls: Int) {
    beat()
    let status = "Stopping; \(TextTable.count(calls, "call")) may end."
    let now = MonotonicTime.seconds
    guard status != lastStatus || now >= nextExtension else { return }
    lastStatus = status
    nextExtension = now + 5
    send("STOPPING=1", "STATUS=\(status)", "EXTEND_TIMEOUT_USEC=15000000")
  }

  private static func status(calls: Int) -> String {
    "Taking calls; \(TextTable.count(calls, "call")) on."
  }

  private mutating func beat() {
    guard let watchdog, MonotonicTime.seconds >= nextWatchdog else { return }
    nextWatchdog = MonotonicTime.seconds + watchdog
    send("WATCHDOG=1")
  }

  package static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Sends lines as one datagram. It never waits: a manager that does not read loses one.
  private func send(_ lines: String...) {
    guard let socket, let first = socket.utf8.first else { return }
    var path = Array(socket.utf8)
    // An abstract name begins with a byte of nothing in place of `@`.
    let isAbstract = first == UInt8(ascii: "@")
    guard isAbstract || first == UInt8(ascii: "/") else { return }
    if isAbstract { path[0] = 0 } else { path.append(0) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.count <= MemoryLayout.size(ofValue: address.sun_path) else { return }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let descriptor = Glibc.socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    let text = Array(lines.joined(separator: "\n").utf8)
    _ = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        unsafe sendto(
          descriptor, text, text.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT),
          target, length)
      }
    }
  }
}
