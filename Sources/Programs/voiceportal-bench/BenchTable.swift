import Configuration
import Foundation

/// How figures are written for people and for programs.
enum BenchTable {
  /// Prints them, with a warning if this build makes them worthless.
  static func show(_ figures: [Figure], asJSON: Bool) throws {
    guard !asJSON else { return print(try json(figures)) }
    print(text(figures))
    #if DEBUG
      print("\nThis is a debug build: figures of speed mean nothing.")
    #endif
  }

  /// A table with a line a figure, and what it should be.
  static func text(_ figures: [Figure]) -> String {
    let isCompared = figures.contains { $0.compared != nil }
    let rows = figures.map { figure in
      [
        figure.group, figure.name, number(figure.median),
        "\(number(figure.lowest))–\(number(figure.highest))", figure.unit, target(of: figure),
      ] + (isCompared ? [figure.compared ?? ""] : [])
    }
    let head =
      ["", "", "median", "lowest–highest", "unit", "target"]
      + (isCompared ? ["Asterisk 22.10.1"] : [])
    let widths = head.indices.map { column in
      ([head] + rows).map { $0[column].count }.max() ?? 0
    }
    return ([head] + rows).map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 2 || column == 3 ? space + row[column] : row[column] + space
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// An array with an object a figure.
  static func json(_ figures: [Figure]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(figures.map(Row.init)), as: UTF8.self)
  }

  private struct Row: Encodable {
    var group, name, unit: String
    var median, lowest, highest: Double
    var repeats: Int
    var atLeast, atMost: Double?
    var compared: String?
    var isReached: Bool?

    init(_ figure: Figure) {
      (group, name, unit) = (figure.group, figure.name, figure.unit)
      (median, lowest, highest) = (figure.median, figure.lowest, figure.highest)
      repeats = figure.values.count
      (isReached, compared) = (figure.isReached, figure.compared)
      switch figure.target {
      case .atLeast(let limit): atLeast = limit
      case .atMost(let limit): atMost = limit
      case nil: break
      }
    }
  }

  private static func target(of figure: Figure) -> String {
    let result = figure.isReached == true ? "ok" : "short"
    return switch figure.target {
    case .atLeast(let limit): "at least \(number(limit)): \(result)"
    case .atMost(let limit): "at most \(number(limit)): \(result)"
    case nil: ""
    }
  }

  /// Three digits that count, and separators between thousands.
  private static func number(_ value: Double) -> String {
    if value < 100 && value != value.rounded() {
      return String(format: value < 10 ? "%.2f" : "%.1f", value)
    }
    var digits = String(Int(value.rounded()))
    var text = ""
    while digits.count > 3 {
      text = "," + digits.suffix(3) + text
      digits.removeLast(3)
    }
    return digits + text
  }
}
