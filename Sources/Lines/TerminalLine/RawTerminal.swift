import Glibc
import Synchronization

/// The mode of the terminal: keys come singly and unseen while a call is on. However the program
/// ends, the mode is put back as it was found: at exit, by a signal, by a trap.
enum RawTerminal {
  /// Remembers the terminal's mode, and sees to it that every end of the program restores it.
  /// - Returns: `false` if the descriptor is no terminal.
  static func begin(on descriptor: Int32) -> Bool {
    guard unsafe tcgetattr(descriptor, found) == 0 else { return false }
    unsafe raw.initialize(to: found.pointee)
    unsafe raw.pointee.c_lflag &= ~tcflag_t(ICANON | ECHO)
    unsafe withUnsafeMutableBytes(of: &raw.pointee.c_cc) { controls in
      unsafe controls[Int(VMIN)] = 1
      unsafe controls[Int(VTIME)] = 0
    }
    terminal.store(descriptor, ordering: .sequentiallyConsistent)
    _ = guards
    return true
  }

  /// Takes keys singly, or gives the mode back to lines with echo.
  static func set(isRaw: Bool) {
    self.isRaw.store(isRaw, ordering: .sequentiallyConsistent)
    apply()
  }

  /// Gives the terminal back for good.
  static func end() {
    set(isRaw: false)
    terminal.store(-1, ordering: .sequentiallyConsistent)
  }

  /// Sets the mode that is wanted now. Calls nothing but what a signal handler may call.
  private static func apply() {
    let descriptor = terminal.load(ordering: .sequentiallyConsistent)
    guard descriptor >= 0 else { return }
    let mode = unsafe isRaw.load(ordering: .sequentiallyConsistent) ? raw : found
    unsafe tcsetattr(descriptor, TCSADRAIN, mode)
  }

  /// Puts the found mode back, whatever is wanted. Calls nothing but what a handler may call.
  private static func restore() {
    let descriptor = terminal.load(ordering: .sequentiallyConsistent)
    if descriptor >= 0 { unsafe tcsetattr(descriptor, TCSADRAIN, found) }
  }

  // Signal handlers read these, so they are plain memory and atomics, made before any handler is.
  nonisolated(unsafe) private static let found = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  nonisolated(unsafe) private static let raw = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  private static let terminal = Atomic<Int32>(-1)
  private static let isRaw = Atomic<Bool>(false)

  /// Installed once for the whole run.
  private static let guards: Void = {
    atexit(atExit)
    // A background job that gives its terminal back must not be stopped for it.
    signal(SIGTTOU, SIG_IGN)
    for number in deadly { handle(number, onDeath) }
    handle(SIGTSTP, onStop)
    handle(SIGCONT, onContinue)
  }()

  private static let deadly = [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGPIPE, SIGSEGV, SIGSYS, SIGTRAP]

  private static let atExit: @convention(c) () -> Void = { restore() }

  /// Restores, then lets the signal do what it does by itself.
  private static let onDeath: @convention(c) (Int32) -> Void = { number in
    restore()
    byDefault(number)
    raise(number)
  }

  /// Ctrl-Z: the shell gets the terminal as it was.
  private static let onStop: @convention(c) (Int32) -> Void = { number in
    restore()
    byDefault(number)
    allow(number)
    raise(number)
  }

  private static let onContinue: @convention(c) (Int32) -> Void = { _ in
    handle(SIGTSTP, onStop)
    apply()
  }

  static func handle(_ number: Int32, _ handler: @convention(c) (Int32) -> Void) {
    var action = sigaction()
    unsafe action.__sigaction_handler.sa_handler = handler
    unsafe sigemptyset(&action.sa_mask)
    unsafe sigaction(number, &action, nil)
  }

  static func byDefault(_ number: Int32) { signal(number, SIG_DFL) }

  /// Inside its own handler a signal is held back; let it through.
  private static func allow(_ number: Int32) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    unsafe sigaddset(&set, number)
    unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}
