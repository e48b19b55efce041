import Foundation

/// How the results of scripts are written.
public enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  /// Test Anything Protocol, version 14.
  case tap
  /// The XML that build servers read.
  case junit

  /// The whole report.
  /// - Parameter isVerbose: Also shows the calls of scripts that passed, in `text`.
  public func report(_ results: [ScriptResult], isVerbose: Bool = false) -> String {
    switch self {
    case .text: textReport(results, isVerbose: isVerbose)
    case .tap: tapReport(results)
    case .junit: junitReport(results)
    }
  }
}

extension ScriptResult {
  /// Whether it was neither passed nor failed.
  public var isLeftOut: Bool { failure?.kind == .notForThisLine }

  /// `alias.call:12`, or the name alone.
  fileprivate var place: String {
    failure?.line.map { "\(name):\($0)" } ?? name
  }

  /// What is to be known of a script that passed, a line each.
  fileprivate var notes: [String] {
    unchecked.map { "not checked: \($0)" }
      + failedBefore.map { failure in
        "failed before: \(failure.line.map { "line \($0): " } ?? "")\(failure.step): "
          + failure.happened
      }
  }

  /// What a failure comes to, a line each.
  fileprivate var explanation: [String] {
    guard let failure else { return [] }
    let happened = "\(place): \(failure.step.isEmpty ? "" : "\(failure.step): ")\(failure.happened)"
    return transcript.isEmpty
      ? [happened] : [happened, "The call so far:"] + transcript.map { "  \($0)" }
  }
}

private func textReport(_ results: [ScriptResult], isVerbose: Bool) -> String {
  var lines: [String] = []
  for result in results {
    if result.isLeftOut {
      lines.append("left out  \(result.explanation[0])")
    } else if result.failure != nil {
      let explanation = result.explanation
      lines.append("FAILED  \(explanation[0])")
      lines += explanation.dropFirst().map { "        \($0)" }
    } else {
      let tries = result.failedBefore.count + 1
      lines.append("passed  \(result.name)" + (tries > 1 ? ", at the \(ordinal(tries)) try" : ""))
      lines += result.notes.map { "          \($0)" }
      if isVerbose { lines += result.transcript.map { "          \($0)" } }
    }
  }
  lines.append(summary(results))
  return lines.joined(separator: "\n") + "\n"
}

private func summary(_ results: [ScriptResult]) -> String {
  let leftOut = results.count(where: \.isLeftOut)
  let failed = results.count { $0.failure != nil } - leftOut
  let inPart = results.count { $0.failure == nil && !$0.unchecked.isEmpty }
  let tries = Dictionary(grouping: results.filter { $0.failure == nil }, by: \.failedBefore.count)
  let again = tries.keys.filter { $0 > 0 }.sorted().map { failures in
    " (\(tries[failures]?.count ?? 0) of them at the \(ordinal(failures + 1)) try)"
  }
  return "\(results.count) \(results.count == 1 ? "script" : "scripts"), "
    + "\(results.count - failed - leftOut) passed"
    + (inPart > 0 ? " (\(inPart) of them in part)" : "")
    + again.joined() + ", \(failed) failed"
    + (leftOut > 0 ? ", \(leftOut) not for this line" : "") + "."
}

/// As it is written in a sentence.
private func ordinal(_ number: Int) -> String {
  let words = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
  ]
  return words.indices.contains(number - 1) ? words[number - 1] : "tenth"
}

private func tapReport(_ results: [ScriptResult]) -> String {
  var lines = ["TAP version 14", "1..\(results.count)"]
  for (index, result) in results.enumerated() {
    // A `#` in a name would begin a directive.
    let name = result.name.replacing("#", with: "\\#")
    if result.isLeftOut {
      lines.append("ok \(index + 1) - \(name) # SKIP \(result.explanation[0])")
      continue
    }
    lines.append("\(result.failure == nil ? "ok" : "not ok") \(index + 1) - \(name)")
    lines += result.notes.map { "  # \($0)" }
    guard result.failure != nil else { continue }
    lines += ["  ---", "  message: |"] + result.explanation.map { "    \($0)" } + ["  ..."]
  }
  lines.append("# \(summary(results))")
  return lines.joined(separator: "\n") + "\n"
}

private func junitReport(_ results: [ScriptResult]) -> String {
  let failures = results.count { $0.failure?.kind == .failed }
  let errors = results.count { $0.failure?.kind == .unusable }
  let leftOut = results.count(where: \.isLeftOut)
  let total = results.reduce(0) { $0 + $1.milliseconds }
  var lines = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<testsuite name=\"voiceportal replay\" tests=\"\(results.count)\" failures=\"\(failures)\" "
      + "errors=\"\(errors)\" skipped=\"\(leftOut)\" time=\"\(decimal(total))\">",
  ]
  for result in results {
    let head =
      "  <testcase classname=\"calls\" name=\"\(escaped(result.name))\" "
      + "time=\"\(decimal(result.milliseconds))\""
    guard let failure = result.failure else {
      let notes = result.notes.joined(separator: "\n")
      lines.append(
        notes.isEmpty
          ? head + "/>" : head + "><system-out>\(escaped(notes))</system-out></testcase>")
      continue
    }
    lines.append(head + ">")
    let element =
      switch failure.kind {
      case .failed: "failure"
      case .unusable: "error"
      case .notForThisLine: "skipped"
      }
    lines.append(
      "    <\(element) message=\"\(escaped(result.explanation[0]))\">"
        + escaped(result.explanation.joined(separator: "\n")) + "</\(element)>")
    lines.append("  </testcase>")
  }
  return (lines + ["</testsuite>"]).joined(separator: "\n") + "\n"
}

/// Seconds with three places.
private func decimal(_ milliseconds: Int64) -> String {
  "\(milliseconds / 1_000).\(String(1_000 + milliseconds % 1_000).dropFirst())"
}

/// For XML 1.0: characters that it does not know are replaced.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "\n", "\t": result.unicodeScalars.append(scalar)
    case _ where scalar.value < 32 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
      result += "\u{FFFD}"
    case _: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
