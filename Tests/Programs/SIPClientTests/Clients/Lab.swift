import Foundation
import ProjectFiles
import Synchronization

/// The folder of the package.
let root = ProjectFiles.root
/// What the tests are given.
let fixtures = root.appending(path: "Fixtures")

/// Gives a test a folder of its own that goes with it, and a turn: servers, telephones and sound in
/// real time need processors, so only a few of these tests run at once.
///
/// What did not come in time is tried once more, and said: a machine that is busy with other work
/// starves a softphone, which keeps its own time. What is wrong with the portal fails both times.
func withLab<Outcome: Sendable>(
  _ body: (String) async throws -> Outcome
) async throws -> Outcome {
  await turns.take()
  var result = await attempt(body)
  if case .failure(let error as NotSeen) = result {
    print("Tried once more: \(error)")
    result = await attempt(body)
  }
  await turns.giveBack()
  return try result.get()
}

private func attempt<Outcome: Sendable>(
  _ body: (String) async throws -> Outcome
) async -> Result<Outcome, any Error> {
  let folder = FileManager.default.temporaryDirectory.appending(path: "vp-\(UUID())").path
  defer { try? FileManager.default.removeItem(atPath: folder) }
  do {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return .success(try await body(folder))
  } catch {
    return .failure(error)
  }
}

private let turns = Turns(3 * ProcessInfo.processInfo.activeProcessorCount)

private actor Turns {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) { free = count }

  func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func giveBack() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

/// Something that was waited for and did not come.
struct NotSeen: Error, CustomStringConvertible {
  let description: String
}

/// Waits until something is there.
/// - Throws: ``NotSeen`` when it does not come.
func wait<Value>(
  seconds: Double = 20, for name: String, _ look: () throws -> Value?
) async throws -> Value {
  let end = ContinuousClock.now + .seconds(seconds)
  while true {
    if let value = try look() { return value }
    guard ContinuousClock.now < end else { throw NotSeen(description: "\(name) did not come") }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// Ports below those that the system gives away by itself, each given to one test only.
enum Ports {
  private static let next = Atomic(UInt32.random(in: 0..<5_000) * 2)

  /// The first of some ports that nobody uses; it is even.
  static func free(_ count: Int = 2) throws -> UInt16 {
    for _ in 0..<2_000 {
      let step = UInt32((count + 1) / 2 * 2)
      let first = UInt16(next.wrappingAdd(step, ordering: .relaxed).oldValue % 9_900 + 22_000)
      let all = first..<first + UInt16(count)
      if all.allSatisfy({ isFree($0, SOCK_DGRAM) && isFree($0, SOCK_STREAM) }) { return first }
    }
    throw NotSeen(description: "a free port")
  }

  static func isFree(_ port: UInt16, _ kind: __socket_type) -> Bool {
    let socket = Glibc.socket(AF_INET, Int32(kind.rawValue), 0)
    defer { close(socket) }
    return bound(socket, to: port)
  }
}

/// Binds a socket to a port of this machine.
func bound(_ socket: Int32, to port: UInt16) -> Bool {
  var address = loopback(port)
  return unsafe withUnsafePointer(to: &address) { address in
    unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
  }
}

/// A port of this machine.
func loopback(_ port: UInt16) -> sockaddr_in {
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = port.bigEndian
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  return address
}
