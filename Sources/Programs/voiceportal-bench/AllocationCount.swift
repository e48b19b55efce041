import Commands
import Foundation
import Glibc

/// Counts how often memory is asked for, exactly: the program runs itself once more under the
/// tracing of malloc that comes with glibc, which writes a line for each.
enum AllocationCount {
  /// What can be traced, and how to do it so many times.
  enum Work: String {
    case calls, ticks, frames

    func run(_ count: Int) throws {
      switch self {
      case .calls: try StepBench().runTraced(calls: count)
      case .ticks: try SoundBench().runTraced(ticks: count)
      case .frames: try SoundBench().runTraced(frames: count)
      }
    }
  }

  /// The second word of the command line of the second process; what to do and how often follow.
  static let word = "traced"

  /// Does what the command line of the second process says after ``word``.
  static func runInSecondProcess(_ words: [String]) throws {
    guard let work = words.first.flatMap(Work.init), let count = words.last.flatMap({ Int($0) })
    else { throw UsageError(reason: "there is nothing to trace.") }
    try work.run(count)
  }

  /// Allocations of some work in the second process; `nil` where glibc has no such tracing.
  static func inSecondProcess(_ work: Work, count: Int, folder: String) throws -> Int? {
    let trace = folder + "/voiceportal-malloc-\(UInt64.random(in: 0 ... .max))"
    defer { try? FileManager.default.removeItem(atPath: trace) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [word, work.rawValue, "\(count)"]
    process.environment = ProcessInfo.processInfo.environment.merging([
      "LD_PRELOAD": library, "MALLOC_TRACE": trace,
    ]) { _, own in own }
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0,
      let text = try? Data(contentsOf: URL(fileURLWithPath: trace))
    else { return nil }
    // `@ PLACE + ADDRESS SIZE` is a new block, `@ PLACE > ADDRESS SIZE` a block that has moved.
    return text.split(separator: UInt8(ascii: "\n")).count { line in
      let words = line.split(separator: UInt8(ascii: " "))
      return words.count > 2
        && (words[2].elementsEqual("+".utf8) || words[2].elementsEqual(">".utf8))
    }
  }

  /// Does some work under the tracing, if this process has it.
  static func traced(_ work: () -> Void) {
    call("mtrace")
    work()
    call("muntrace")
  }

  private static func call(_ name: String) {
    guard let library = unsafe dlopen(library, RTLD_LAZY),
      let find = unsafe dlsym(library, "dlvsym"),
      let symbol = unsafe unsafeBitCast(find, to: FindVersioned.self)(library, name, version)
    else { return }
    unsafe unsafeBitCast(symbol, to: (@convention(c) () -> Void).self)()
  }

  private typealias FindVersioned =
    @convention(c) (UnsafeMutableRawPointer, UnsafePointer<CChar>, UnsafePointer<CChar>) ->
    UnsafeMutableRawPointer?

  private static let library = "libc_malloc_debug.so.0"

  // The library has its functions under the first version of the C library on each machine only;
  // without a version the ones of the C library itself are found, which do nothing.
  #if arch(x86_64)
    private static let version = "GLIBC_2.2.5"
  #else
    private static let version = "GLIBC_2.17"
  #endif
}
