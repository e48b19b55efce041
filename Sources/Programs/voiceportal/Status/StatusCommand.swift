import Commands
import Foundation
import Operations
import Serving

/// `voiceportal status`: talks to the server that runs on a data directory.
enum StatusCommand: ShellCommand {
  static let form = CommandForm(
    "status", "show how a running server is, its calls and figures; end a call",
    options: [
      .data, .flag("--json", "for programs"),
      .flag("--metrics", "all figures in the text format of Prometheus"),
      .option(
        "--end", "ID",
        """
        ends the call ID that is on, by the digits that are shown of it: as if the caller
        had hung up, so what she was leaving is delivered
        """),
      .option(
        "--log", "LEVEL|FORMAT",
        """
        from now on the log has lines from this level on (debug, info, warning, error), or
        is written so (text, json); a reload of the server's file sets it back
        """, choices: (LogLevel.allCases.map(\.rawValue) + LogFormat.allCases.map(\.rawValue))),
    ],
    usages: [
      "[--data DIR] [--json]", "--metrics [--data DIR]", "--end ID [--data DIR]",
      "--log LEVEL|FORMAT [--data DIR]",
    ],
    about: """
      Asks the server that runs on a data directory, by the socket status.sock in it, which only the
      owner of the directory may open. Shows whether it is ready for calls, how each of its parts is,
      its counters, and the calls that are on. A server of 'serve --demo' without --data has a
      directory that nobody knows.
      """,
    notes: """
      Exit codes: 0 ready, or done; 1 not ready (starting, ending, a part has failed), no server, or
      refused.

        voiceportal status --metrics > /var/lib/prometheus/node-exporter/voiceportal.prom
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    try arguments.expectNothingMore()
    var requests: [String] = []
    if arguments.has("--json") { requests.append("status json") }
    if arguments.has("--metrics") { requests.append("metrics") }
    if let id = arguments.value("--end") { requests.append("end \(try word(id))") }
    if let word = arguments.value("--log") { requests.append("log \(try self.word(word))") }
    guard requests.count <= 1 else {
      throw UsageError(reason: "--json, --metrics, --end and --log do not go together.")
    }
    let folder = AccountsContext.folder(arguments.value("--data"))
    guard let answer = try StatusSocket.ask(requests.first ?? "status", in: folder) else {
      throw Failure("No server runs on \(folder).")
    }
    let end = answer.firstIndex(of: "\n") ?? answer.endIndex
    let body = answer[end...].dropFirst()
    switch answer[..<end] {
    case "ready", "done":
      StandardStream.write(Array(body.utf8), to: STDOUT_FILENO)
      return .good
    case "not ready":
      StandardStream.write(Array(body.utf8), to: STDOUT_FILENO)
      return .failed
    case _: throw Failure(body.trimmingCharacters(in: .newlines))
    }
  }

  private static func word(_ text: String) throws -> String {
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      throw UsageError(reason: "'\(text)' is neither a call nor a level or format of the log.")
    }
    return text
  }
}
