import Foundation

/// What a crash of the server may show (requirement B7). Swift's own report prints the registers
/// and the memory that they point at, and a core file holds everything: passcodes among it.
enum CrashReports {
  /// Where the program was, and nothing of what it held. To standard error: nobody may read the
  /// log. The last of several settings with one name counts.
  private static let words =
    "registers=none,sanitize=yes,format=text,output-to=stderr,interactive=no,color=no"
  private static let variable = "SWIFT_BACKTRACE"

  /// Lets reports hold nothing secret, and no core file be written. Swift reads its setting when
  /// the program starts, so the program starts itself once more. To be called first.
  static func hideSecrets() {
    var limit = rlimit()
    let cores = __rlimit_resource_t(RLIMIT_CORE.rawValue)
    if unsafe getrlimit(cores, &limit) == 0 {
      limit.rlim_cur = 0
      _ = unsafe setrlimit(cores, &limit)
    }
    let setting = ProcessInfo.processInfo.environment[variable]
    guard setting?.hasSuffix(words) != true else { return }
    unsafe setenv(variable, setting.map { "\($0),\(words)" } ?? words, 1)
    if let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      _ = unsafe execv(program, CommandLine.unsafeArgv)
    }
    // It cannot: then there is no report at all.
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGQUIT] {
      signal(number, SIG_DFL)
    }
  }
}
