import CallFlow
import Glibc
import Testing

@testable import TerminalLine

/// One after the other: a program has one terminal.
@Suite(.serialized) struct RawTerminalTests {
  @Test func `keys come singly and unseen, and the mode is put back`() throws {
    let terminal = try Pseudoterminal()
    let before = try #require(terminal.flags)
    #expect(RawTerminal.begin(on: terminal.line))
    RawTerminal.set(isRaw: true)
    let during = try #require(terminal.flags)
    #expect(during & tcflag_t(ICANON | ECHO) == 0)
    #expect(during & tcflag_t(ISIG) != 0)
    RawTerminal.end()
    #expect(terminal.flags == before)
  }

  @Test func `a line between calls is typed in the found mode`() throws {
    let terminal = try Pseudoterminal()
    let before = try #require(terminal.flags)
    #expect(RawTerminal.begin(on: terminal.line))
    RawTerminal.set(isRaw: true)
    RawTerminal.set(isRaw: false)
    #expect(terminal.flags == before)
    RawTerminal.end()
  }

  @Test func `a pipe is no terminal`() {
    var ends: [Int32] = [-1, -1]
    #expect(unsafe pipe(&ends) == 0)
    #expect(!RawTerminal.begin(on: ends[0]))
    for end in ends { close(end) }
  }

  @Test func `a typed key is read at once`() throws {
    let terminal = try Pseudoterminal()
    #expect(RawTerminal.begin(on: terminal.line))
    RawTerminal.set(isRaw: true)
    var keyboard = LiveKeyboard(terminal.line, isFast: false)
    terminal.type("7")
    #expect(keyboard.next(by: keyboard.now + 5_000, isQuiet: true) == .key("7"))
    terminal.type("\u{1B}[A*")
    #expect(keyboard.next(by: keyboard.now + 20, isQuiet: true) == nil)
    RawTerminal.end()
  }

  @Test func `time that speech takes is jumped over in a fast simulation`() throws {
    let terminal = try Pseudoterminal()
    var keyboard = LiveKeyboard(terminal.line, isFast: true)
    let due = keyboard.now + 60_000
    #expect(keyboard.next(by: due, isQuiet: false) == nil)
    #expect(keyboard.now >= due && keyboard.now < due + 10_000)
  }

  @Test(arguments: [SIGABRT, SIGSEGV, SIGPIPE])
  func `a signal that ends the program puts the mode back`(number: Int32) async throws {
    let terminal = try Pseudoterminal()
    let before = try #require(terminal.flags)
    let name = terminal.name
    await #expect(processExitsWith: .signal(number)) {
      [name = name as String, number = number as Int32] in
      let line = unsafe open(name, O_RDWR | O_NOCTTY)
      guard RawTerminal.begin(on: line) else { exit(1) }
      RawTerminal.set(isRaw: true)
      // To the process: the thread of a test may hold signals back.
      kill(getpid(), number)
      while true { sleep(1) }
    }
    #expect(terminal.flags == before)
  }

  @Test func `an end by exit puts the mode back`() async throws {
    let terminal = try Pseudoterminal()
    let before = try #require(terminal.flags)
    let name = terminal.name
    await #expect(processExitsWith: .exitCode(3)) { [name = name as String] in
      let line = unsafe open(name, O_RDWR | O_NOCTTY)
      guard RawTerminal.begin(on: line) else { exit(1) }
      RawTerminal.set(isRaw: true)
      exit(3)
    }
    #expect(terminal.flags == before)
  }

  @Test func `being asked twice to leave ends the program at once, in the found mode`() async throws
  {
    let terminal = try Pseudoterminal()
    let before = try #require(terminal.flags)
    let name = terminal.name
    await #expect(processExitsWith: .exitCode(128 + SIGTERM)) { [name = name as String] in
      let line = unsafe open(name, O_RDWR | O_NOCTTY)
      guard RawTerminal.begin(on: line) else { exit(1) }
      RawTerminal.set(isRaw: true)
      LeaveSignals.watch()
      kill(getpid(), SIGINT)
      while LeaveSignals.noted == nil { usleep(1_000) }
      kill(getpid(), SIGTERM)
      while true { sleep(1) }
    }
    #expect(terminal.flags == before)
  }
}

/// A terminal without a screen.
private final class Pseudoterminal {
  /// The side of the person.
  let person: Int32
  /// The side of the program.
  let line: Int32
  /// Under which a program opens its side.
  let name: String

  init() throws {
    person = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
    // TIOCSPTLCK and TIOCGPTN are macros that Swift does not import.
    var isLocked: Int32 = 0
    var number: Int32 = 0
    try #require(unsafe ioctl(person, 0x4004_5431, &isLocked) == 0)
    try #require(unsafe ioctl(person, 0x8004_5430, &number) == 0)
    name = "/dev/pts/\(number)"
    line = unsafe open(name, O_RDWR | O_NOCTTY)
    try #require(line >= 0)
  }

  deinit {
    close(line)
    close(person)
  }

  var flags: tcflag_t? {
    var mode = termios()
    return unsafe tcgetattr(line, &mode) == 0 ? mode.c_lflag : nil
  }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    unsafe bytes.withUnsafeBytes { _ = unsafe write(person, $0.baseAddress, $0.count) }
  }
}
