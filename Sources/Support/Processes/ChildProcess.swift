import FoundationEssentials
import Glibc
import Synchronization

/// Another program that runs beside this one. By `posix_spawn`: Foundation's `Process` takes 60 ms
/// more for each start, misses the end of a child whose socket another one has inherited, and
/// crashes in a process with more than 1,365 open files.
@safe public final class ChildProcess: Sendable {
  /// How a process ended.
  public enum End: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)
  }

  /// The process's number.
  public let id: Int32
  /// -1: closed, or there never was one.
  private let input: Mutex<Int32>
  private let ended = Mutex<End?>(nil)

  /// Starts a program. It gets this process's environment, and no signal is blocked.
  /// - Parameters:
  ///   - program: A path, or a name that is looked for in `PATH`.
  ///   - folder: Where it runs; `nil`: where this process does.
  ///   - variables: Added to the environment.
  ///   - output: The file to which it prints, on both streams; `nil`: nowhere.
  ///   - hasInput: Whether lines can be typed to it; else its input is empty.
  /// - Throws: ``ProcessError`` when it cannot be started.
  public init(
    _ program: String, _ words: [String], in folder: String? = nil,
    adding variables: [String: String] = [:], output: String? = nil, hasInput: Bool = false
  ) throws(ProcessError) {
    var ends: [Int32] = [-1, -1]
    if hasInput, unsafe pipe(&ends) != 0 { throw ProcessError(program, errno) }
    for end in ends where end >= 0 { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var files = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&files)
    defer { unsafe posix_spawn_file_actions_destroy(&files) }
    if hasInput {
      unsafe posix_spawn_file_actions_adddup2(&files, ends[0], 0)
    } else {
      unsafe posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    }
    let flags = O_WRONLY | O_CREAT | O_APPEND
    unsafe posix_spawn_file_actions_addopen(&files, 1, output ?? "/dev/null", flags, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&files, 1, 2)
    let environment = ProcessInfo.processInfo.environment.merging(variables) { _, own in own }
    // The C library can change the folder by itself, but Swift does not see that it can.
    let line = folder.map { ["env", "-C", $0, program] + words } ?? [program] + words
    let (code, started) = unsafe Self.spawn(line, environment.map { "\($0)=\($1)" }, &files)
    if hasInput { close(ends[0]) }
    guard code == 0 else {
      if hasInput { close(ends[1]) }
      throw ProcessError(program, code)
    }
    id = started
    input = Mutex(ends[1])
  }

  /// Kills it if it still runs.
  deinit {
    closeInput()
    guard end() == nil else { return }
    kill(id, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(id, &status, 0)
  }

  /// Types a line.
  public func type(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = input.withLock { unsafe write($0, bytes, bytes.count) }
  }

  /// Tells it that nothing more is typed.
  public func closeInput() {
    input.withLock { input in
      if input >= 0 { close(input) }
      input = -1
    }
  }

  /// Sends a signal.
  public func send(_ signal: Int32) {
    ended.withLock { if $0 == nil { kill(id, signal) } }
  }

  /// How it ended; `nil`: it still runs. Does not wait.
  public func end() -> End? {
    ended.withLock { ended in
      if ended != nil { return ended }
      var status: Int32 = 0
      guard unsafe waitpid(id, &status, WNOHANG) == id else { return nil }
      let signal = status & 0x7F
      ended = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
      return ended
    }
  }

  /// Waits for the end; `nil` if it has not come in time.
  public func end(withinSeconds seconds: Double) -> End? {
    for _ in 0..<Int(seconds * 100) {
      if let end = end() { return end }
      usleep(10_000)
    }
    return end()
  }

  /// Runs a program to its end.
  public static func run(
    _ program: String, _ words: [String], in folder: String? = nil, output: String? = nil
  ) throws(ProcessError) -> End {
    let process = try ChildProcess(program, words, in: folder, output: output)
    while true {
      if let end = process.end() { return end }
      usleep(2_000)
    }
  }

  private static func spawn(
    _ line: [String], _ environment: [String], _ files: inout posix_spawn_file_actions_t
  ) -> (code: Int32, process: pid_t) {
    // Threads of a program may have signals blocked, and a child would inherit that.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = unsafe cStrings(line)
    let environment = unsafe cStrings(environment)
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe environment.indices { unsafe free(environment[index]) }
    }
    var process: pid_t = 0
    let code = unsafe posix_spawnp(&process, line[0], &files, &attributes, words, environment)
    return (code, process)
  }

  /// A list of C strings that ends with null; the caller frees them.
  private static func cStrings(_ strings: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe strings.map { unsafe strdup($0) } + [nil]
  }
}

/// Why a program could not be started: a sentence.
public struct ProcessError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The system's number of the fault; `ENOENT`: there is no such program.
  public let code: Int32
  public let description: String

  init(_ program: String, _ code: Int32) {
    self.code = code
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    description = "\(program) cannot be started: \(reason)."
  }
}
