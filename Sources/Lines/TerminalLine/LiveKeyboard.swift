import CallFlow
import Glibc
import Threads

/// Keys from a terminal, in real time.
struct LiveKeyboard: Keyboard {
  private let descriptor: Int32
  /// Speech takes no time: the clock jumps over it.
  private let isFast: Bool
  private let start = Moment(MonotonicTime.milliseconds)
  private var jumped: Moment = 0
  private var bytes: [UInt8] = []
  private var isAtEnd = false
  /// Ends a wait for keys when it becomes readable; -1: there is none. With it the end of the
  /// input is no end of the call: its keys may all come from elsewhere.
  private let alarm: Int32

  /// - Parameters:
  ///   - descriptor: The terminal, already under ``RawTerminal``, or a pipe.
  ///   - alarm: Ends a wait for keys when it becomes readable.
  init(_ descriptor: Int32, isFast: Bool, alarm: Int32? = nil) {
    self.descriptor = descriptor
    self.isFast = isFast
    self.alarm = alarm ?? -1
  }

  var now: Moment { Moment(MonotonicTime.milliseconds) - start + jumped }

  mutating func next(by due: Moment?, isQuiet: Bool) -> Input? {
    while true {
      if LeaveSignals.noted != nil || isAtEnd && alarm < 0 { return .leave }
      if let input = pending() { return input }
      let left = due.map { max(0, $0 - now) }
      if isFast, !isQuiet, let left {
        if !wait(0) {
          jumped += left
          return nil
        }
      } else if !wait(left, alarm: alarm) {
        return nil
      }
      if LeaveSignals.noted == nil { fill() }
      if alarm >= 0, bytes.isEmpty, LeaveSignals.noted == nil { return nil }
    }
  }

  var isPerson: Bool { true }

  mutating func opensWithOrder() -> Bool { false }

  /// A whole line, in the terminal's own editing.
  mutating func line() -> String? {
    RawTerminal.set(isRaw: false)
    defer { RawTerminal.set(isRaw: true) }
    bytes = []
    if isAtEnd { return nil }
    while !bytes.contains(10) {
      _ = wait(nil)
      if LeaveSignals.noted != nil { return nil }
      fill()
      if isAtEnd { return nil }
    }
    let line = bytes.prefix { $0 != 10 }
    bytes = []
    return String(decoding: line, as: UTF8.self)
  }

  /// The next input that has been read. Arrow keys and the like come as an escape with what
  /// follows it at once; they mean nothing and are dropped whole.
  private mutating func pending() -> Input? {
    guard let byte = bytes.first else { return nil }
    if byte == 27 {
      bytes = []
      return nil
    }
    bytes.removeFirst()
    if byte == 10 || byte == 13 { return nil }
    guard byte < 128 else {
      bytes.removeAll { $0 & 0xC0 == 0x80 }
      return .unknown("·")
    }
    return Input(Character(Unicode.Scalar(byte)))
  }

  /// Waits for a key or a signal.
  /// - Returns: `false` when the time is over.
  private func wait(_ milliseconds: Moment?, alarm: Int32 = -1) -> Bool {
    var sources = [
      pollfd(fd: isAtEnd ? -1 : descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: LeaveSignals.descriptor, events: Int16(POLLIN), revents: 0),
      // A negative one is passed over.
      pollfd(fd: alarm, events: Int16(POLLIN), revents: 0),
    ]
    let found = unsafe poll(&sources, 3, milliseconds.map { Int32(clamping: $0) } ?? -1)
    return found != 0
  }

  /// Reads what is there. After a signal nothing may be.
  private mutating func fill() {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard !isAtEnd, unsafe poll(&source, 1, 0) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 256)
    let count = unsafe read(descriptor, &buffer, buffer.count)
    if count > 0 {
      bytes += buffer.prefix(count)
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
