import Threads

/// The packet that a media thread has in hand.
struct PacketReader {
  /// The first `count` bytes are the packet. Longer than any datagram that a call may have, with
  /// room for a tag behind it.
  var bytes = [UInt8](repeating: 0, count: 2_048)
  var count = 0
  /// When the kernel got it, on ``MonotonicTime/now``. The thread reads it up to 5 ms later.
  var arrival: Int64 = 0
  /// As of the packets that are being read.
  var clock = ArrivalClock()
  /// What the kernel says of it: its time of arrival.
  var control = [UInt8](repeating: 0, count: 64)
}

/// Turns the kernel's times of arrival, which are of the wall clock, into those of the clock that
/// never goes back. Made anew for each reading of the sockets.
struct ArrivalClock {
  /// What both clocks show at one moment.
  var now = MonotonicTime.now
  var wall = WallTime.now
  /// The wall clock was set where a packet seems to have waited for longer, or to come from later.
  private static let longestWait = MonotonicTime.second

  /// - Parameter stamp: `nil` where the kernel does not say.
  func arrival(_ stamp: Int64?) -> Int64 {
    guard let stamp else { return now }
    let age = wall - stamp
    return age.magnitude < Self.longestWait ? now - age : now
  }
}
