import Configuration
import Foundation

/// How the detector's rows are written for people.
enum DTMFTable {
  static func text(_ rows: [DTMFBench.Row], hasSpandsp: Bool) -> String {
    let head = ["", "own", "spandsp", "must", "", "goal", ""]
    let cells = rows.map { row in
      [
        row.name, number(row.own), hasSpandsp ? number(row.spandsp) : "",
        row.must.map(number) ?? "", mark(row.isMustReached), row.goal.map(number) ?? "",
        mark(row.isGoalReached),
      ]
    }
    let widths = head.indices.map { column in ([head] + cells).map { $0[column].count }.max() ?? 0 }
    let lines = ([head] + cells).map { row in
      let line = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 || column == 4 || column == 6
          ? row[column] + space : space + row[column]
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
    let musts = rows.compactMap(\.isMustReached)
    let goals = rows.compactMap(\.isGoalReached)
    let sum =
      "\(musts.count { $0 }) of \(musts.count) musts, \(goals.count { $0 }) of \(goals.count) goals."
    let peer =
      hasSpandsp ? "" : "\nlibspandsp2 is not installed: nothing to compare with."
    return lines.joined(separator: "\n") + "\n\n" + sum + peer
  }

  private static func mark(_ isReached: Bool?) -> String {
    switch isReached {
    case true: "ok"
    case false: "short"
    case nil: ""
    }
  }

  /// A dash where something never holds.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "–" }
    if value >= 1000 { return String(Int(value.rounded())) }
    return String(format: value == value.rounded() ? "%.0f" : "%.2f", value)
  }
}
