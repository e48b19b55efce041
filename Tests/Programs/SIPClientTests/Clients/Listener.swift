import Audio
import Foundation
import Glibc

/// A socket to which a portal sends a call's sound, so that a test can say what SIPp would hear.
final class Listener {
  let port: UInt16
  private let socket: Int32
  private var samples: [Int16] = []

  init() throws {
    port = try Ports.free()
    socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    guard bound(socket, to: port) else { throw NotSeen(description: "port \(port)") }
  }

  deinit { close(socket) }

  /// Everything that has come so far; it must be asked often.
  var heard: HeardSound {
    var bytes = [UInt8](repeating: 0, count: 2_048)
    while true {
      let count = unsafe recv(socket, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      guard count > 0 else { return HeardSound(samples) }
      // RTP with payload type 0.
      if count > 12, bytes[0] == 0x80, bytes[1] & 0x7F == 0 {
        samples += bytes[12..<count].map(G711.muLaw.decode)
      }
    }
  }

  /// Waits until a sound was heard to its end.
  @discardableResult
  func hears(
    _ sound: [Int16], from place: Int = 0, withinSeconds seconds: Double = 20, named name: String
  ) async throws -> SoundMatch {
    let tail = Array(sound.suffix(1_600))
    do {
      return try await wait(seconds: seconds, for: name) {
        let heard = heard
        guard let end = heard.match(tail, from: place), end.share > 0.5,
          let match = heard.match(sound, from: place), match.share > 0.8
        else { return nil }
        return match
      }
    } catch is NotSeen {
      let share = heard.match(sound, from: place)?.share ?? 0
      throw NotSeen(
        description: "\(name) was not heard (\(share) of it) in \(heard.seconds) s")
    }
  }
}
