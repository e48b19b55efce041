import Commands
import Foundation
import Glibc
import Operations
import Synchronization
import Threads

/// The Unix socket of a data directory by which an operator talks to the server that runs on it:
/// one line of words, and an answer up to the end of the connection.
///
/// One thread serves all connections, by poll. Nobody waits for a slow reader: what she has not
/// taken within ten seconds is dropped with her connection, and the oldest connection makes room
/// when there are too many.
package final class StatusSocket: Sendable {
  /// The socket's name in the data directory.
  static let fileName = "status.sock"
  private static let mostConnections = 32
  private static let longestRequest = 4_096
  private static let patienceMilliseconds: Int64 = 10_000

  private struct Connection {
    var descriptor: Int32
    var request: [UInt8] = []
    /// `nil` if the request is not whole yet.
    var answer: ArraySlice<UInt8>?
    var deadline: Int64
  }

  private let folder: String
  private let listener: Int32
  private let answer: @Sendable (String) -> String
  private let isOver = Atomic(false)
  private let ended = DispatchSemaphore(value: 0)

  /// Begins to listen, for the owner of the process only.
  /// - Parameter answer: Answers a request; called on the socket's thread, which must not wait.
  /// - Throws: Why there can be no socket.
  init(in folder: String, answer: @escaping @Sendable (String) -> String) throws {
    self.folder = folder
    self.answer = answer
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    let path = "\(folder)/\(Self.fileName)"
    // The directory's lock is ours, so a socket that is there was left by a server that died.
    unsafe unlink(path)
    // The mode of a socket that is not bound yet is that of its file.
    let isOurs = fchmod(listener, 0o600) == 0
    let isBound = unsafe UnixAddress.use(folder, Self.fileName) { address, length in
      unsafe bind(listener, address, length) == 0
    }
    guard listener >= 0, isOurs, isBound, listen(listener, 16) == 0 else {
      let reason = unsafe String(cString: strerror(errno))
      Glibc.close(listener)
      throw Failure("\(path): \(reason)")
    }
    _ = fcntl(listener, F_SETFL, O_NONBLOCK)
    let thread = Thread { [self] in
      run()
      ended.signal()
    }
    thread.name = "status"
    thread.start()
  }

  /// Ends the thread and removes the socket.
  func close() {
    isOver.store(true, ordering: .relaxed)
    ended.wait()
    ended.signal()
    Glibc.close(listener)
    unsafe unlink("\(folder)/\(Self.fileName)")
  }

  private func run() {
    var connections: [Connection] = []
    while !isOver.load(ordering: .relaxed) {
      var polled = [pollfd(fd: listener, events: Int16(POLLIN), revents: 0)]
      for connection in connections {
        let events = connection.answer == nil ? POLLIN : POLLOUT
        polled.append(pollfd(fd: connection.descriptor, events: Int16(events), revents: 0))
      }
      _ = unsafe poll(&polled, UInt(polled.count), 200)
      let now = MonotonicTime.milliseconds
      for index in connections.indices.reversed() {
        let isReady = polled[index + 1].revents != 0
        let isDone = isReady && !serve(&connections[index])
        guard isDone || connections[index].deadline < now else { continue }
        Glibc.close(connections.remove(at: index).descriptor)
      }
      if polled[0].revents != 0 { accept(&connections, at: now) }
    }
    for connection in connections { Glibc.close(connection.descriptor) }
  }

  private func accept(_ connections: inout [Connection], at now: Int64) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else { return }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      if connections.count == Self.mostConnections {
        Glibc.close(connections.removeFirst().descriptor)
      }
      connections.append(
        Connection(descriptor: descriptor, deadline: now + Self.patienceMilliseconds))
    }
  }

  /// - Returns: `false`: the connection is done with.
  private func serve(_ connection: inout Connection) -> Bool {
    if connection.answer == nil {
      var bytes = [UInt8](repeating: 0, count: Self.longestRequest)
      let count = unsafe recv(connection.descriptor, &bytes, bytes.count, 0)
      guard count > 0 else { return count < 0 && errno == EAGAIN }
      connection.request += bytes.prefix(count)
      guard connection.request.count <= Self.longestRequest else { return false }
      guard let end = connection.request.firstIndex(of: 10) else { return true }
      let words = String(decoding: connection.request[..<end], as: UTF8.self)
      connection.answer = Array(answer(words).utf8)[...]
    }
    while let rest = connection.answer, !rest.isEmpty {
      let sent = unsafe rest.withUnsafeBytes {
        unsafe send(connection.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return errno == EAGAIN }
      connection.answer = rest.dropFirst(sent)
    }
    return false
  }

  /// Asks the server of a data directory.
  /// - Returns: `nil`: no server runs on it.
  /// - Throws: What went wrong on the way.
  package static func ask(_ request: String, in folder: String) throws -> String? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { Glibc.close(descriptor) }
    let isConnected = unsafe UnixAddress.use(folder, fileName) { address, length in
      unsafe connect(descriptor, address, length) == 0
    }
    guard isConnected else {
      if errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR { return nil }
      throw Failure("\(folder)/\(fileName): \(unsafe String(cString: strerror(errno)))")
    }
    var patience = timeval(tv_sec: 15, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let line = Array((request + "\n").utf8)
    let sent = unsafe send(descriptor, line, line.count, Int32(MSG_NOSIGNAL))
    var answer: [UInt8] = []
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while sent == line.count {
      let count = unsafe recv(descriptor, &bytes, bytes.count, 0)
      if count == 0, !answer.isEmpty { return String(decoding: answer, as: UTF8.self) }
      guard count > 0 else { break }
      answer += bytes.prefix(count)
    }
    throw Failure("The server on \(folder) does not answer.")
  }
}

/// The address of a socket in a folder, whose path may be longer than an address has room for.
private enum UnixAddress {
  static func use(
    _ folder: String, _ name: String,
    _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) -> Bool {
    let directory = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard directory >= 0 else { return false }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
      unsafe room.copyBytes(from: Array("/proc/self/fd/\(directory)/\(name)".utf8))
    }
    let isDone = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    let code = errno
    Glibc.close(directory)
    errno = code
    return isDone
  }
}
