import Foundation
import Processes

/// A program that ends with this process, however that ends, and all that it has started: it runs in a
/// session of its own, beside a shell that waits for the end of this process. (A chromedriver that is
/// killed leaves its browser running.)
final class Guarded {
  private let process: ChildProcess
  private let printed: String

  /// - Parameters:
  ///   - folder: Where it runs and what it takes for its home. It goes at the end.
  init(_ words: [String], in folder: String, adding variables: [String: String] = [:]) throws {
    printed = "\(folder)/printed-\(UInt32.random(in: .min ... .max))"
    let home = ["HOME": folder, "TMPDIR": folder]
    process = try ChildProcess(
      "/bin/sh", ["-c", Self.script, "sh", folder] + words, in: folder,
      adding: home.merging(variables) { $1 }, output: printed, hasInput: true)
  }

  /// Lets the shell end all of it, and waits for that: it would be killed itself before it could.
  deinit {
    process.type("")
    _ = process.end(withinSeconds: 15)
  }

  /// A signal to the whole group of the tests ends the waiting, too. Browsers write to the folder until
  /// they are gone, and another guard has programs there as well, so it is removed until it stays away.
  private static let script = """
    folder=$1
    shift
    trap : HUP INT TERM
    setsid "$@" &
    leader=$!
    read -r _
    for _ in $(seq 100); do
      pkill -KILL -s "$leader"
      rm -rf "$folder" 2>/dev/null
      pgrep -s "$leader" >/dev/null || [ -e "$folder" ] || break
      sleep 0.1
    done
    """

  /// What stands behind a text in what it has printed, up to the end of the line.
  func prints(after text: String, withinSeconds seconds: Double = 60) throws -> String {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      for line in lines {
        if let range = line.range(of: text) { return String(line[range.upperBound...]) }
      }
      usleep(20_000)
    }
    throw NotSeen("\"\(text)\" (but \(output.suffix(2_000)))")
  }

  /// Everything that it has printed.
  var output: String {
    String(decoding: FileManager.default.contents(atPath: printed) ?? Data(), as: UTF8.self)
  }
}
