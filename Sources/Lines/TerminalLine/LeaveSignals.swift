import Glibc
import Synchronization

/// Ctrl-C and the signals that ask a program to end. They are noted, so that the call can end in
/// order: what was recorded is delivered, files are closed, the terminal is given back.
enum LeaveSignals {
  /// Begins to note them.
  static func watch() { _ = installed }

  /// The first that came, or `nil`.
  static var noted: Int32? {
    let number = first.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }

  /// Becomes readable when one comes, so that a wait for keys ends.
  static var descriptor: Int32 { reading.load(ordering: .sequentiallyConsistent) }

  /// Ends the program as the signal would have, so that whoever started it sees why.
  static func die(by number: Int32) {
    RawTerminal.byDefault(number)
    raise(number)
  }

  private static let first = Atomic<Int32>(0)
  private static let reading = Atomic<Int32>(-1)
  private static let writing = Atomic<Int32>(-1)

  private static let installed: Void = {
    var ends: [Int32] = [-1, -1]
    if unsafe pipe(&ends) == 0 {
      for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
      reading.store(ends[0], ordering: .sequentiallyConsistent)
      writing.store(ends[1], ordering: .sequentiallyConsistent)
    }
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { RawTerminal.handle(number, onSignal) }
  }()

  private static let onSignal: @convention(c) (Int32) -> Void = { number in
    let (isFirst, _) = first.compareExchange(
      expected: 0, desired: number, ordering: .sequentiallyConsistent)
    if !isFirst {
      // Asked twice: the call does not end in order, so the program ends at once.
      RawTerminal.end()
      _exit(128 + number)
    }
    var byte: UInt8 = 0
    unsafe write(writing.load(ordering: .sequentiallyConsistent), &byte, 1)
  }
}
