/// Figures of one name, as they are at one moment.
public struct MetricFamily: Equatable, Sendable {
  /// What may be done with the figures.
  public enum Kind: String, Sendable {
    /// Only grows; its name ends in `_total`.
    case counter
    /// Goes up and down.
    case gauge
    case histogram
  }

  /// One figure.
  public struct Sample: Equatable, Sendable {
    /// Names and values, in the order in which they are written.
    public var labels: [Label]
    public var value: Double

    /// A figure, of a label or of none.
    public init(_ value: Double, labels: [Label] = []) {
      (self.value, self.labels) = (value, labels)
    }
  }

  /// What tells figures of one name apart.
  public struct Label: Equatable, Sendable {
    public var name: String
    public var value: String

    /// A label.
    public init(_ name: String, _ value: String) { (self.name, self.value) = (name, value) }
  }

  public var name: String
  /// One sentence.
  public var help: String
  public var kind: Kind
  public var samples: [Sample] = []
  /// Of a histogram, which has no samples.
  public var histogram: Histogram.Snapshot?

  /// A figure that only grows.
  public static func counter(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
    MetricFamily(name: name, help: help, kind: .counter, samples: [Sample(Double(value))])
  }

  /// Figures that only grow, one for each value of a label.
  public static func counter(
    _ name: String, _ help: String, by label: String, _ values: [(String, Int)]
  ) -> MetricFamily {
    MetricFamily(
      name: name, help: help, kind: .counter,
      samples: values.map { Sample(Double($0.1), labels: [Label(label, $0.0)]) })
  }

  /// A figure that goes up and down.
  public static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
    MetricFamily(name: name, help: help, kind: .gauge, samples: [Sample(value)])
  }

  /// Figures that go up and down, one for each value of a label.
  public static func gauge(
    _ name: String, _ help: String, by label: String, _ values: [(String, Int)]
  ) -> MetricFamily {
    MetricFamily(
      name: name, help: help, kind: .gauge,
      samples: values.map { Sample(Double($0.1), labels: [Label(label, $0.0)]) })
  }

  /// How often values up to certain bounds were seen.
  public static func histogram(
    _ name: String, _ help: String, _ histogram: Histogram
  ) -> MetricFamily {
    MetricFamily(name: name, help: help, kind: .histogram, histogram: histogram.snapshot)
  }
}

/// Figures in the text format of Prometheus, version 0.0.4.
public enum PrometheusText {
  /// All families, in their order.
  public static func text(of families: [MetricFamily]) -> String {
    families.map(text).joined()
  }

  private static func text(of family: MetricFamily) -> String {
    var text = "# HELP \(family.name) \(escapedHelp(family.help))\n"
    text += "# TYPE \(family.name) \(family.kind.rawValue)\n"
    for sample in family.samples { text += line(family.name, sample.labels, sample.value) }
    guard let seen = family.histogram else { return text }
    let count = Double(seen.cumulative.last ?? 0)
    for (bound, below) in zip(seen.bounds, seen.cumulative) {
      text += line(family.name + "_bucket", [.init("le", number(bound))], Double(below))
    }
    text += line(family.name + "_bucket", [.init("le", "+Inf")], count)
    text += line(family.name + "_sum", [], seen.sum)
    return text + line(family.name + "_count", [], count)
  }

  private static func line(
    _ name: String, _ labels: [MetricFamily.Label], _ value: Double
  ) -> String {
    let words = labels.map { "\($0.name)=\"\(escapedLabel($0.value))\"" }.joined(separator: ",")
    return name + (words.isEmpty ? "" : "{\(words)}") + " \(number(value))\n"
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
    return Int(exactly: value).map(String.init) ?? String(value)
  }

  private static func escapedHelp(_ text: String) -> String {
    text.map { $0 == "\\" ? "\\\\" : $0.isNewline ? "\\n" : String($0) }.joined()
  }

  private static func escapedLabel(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case _ where character.isNewline: "\\n"
      case _: String(character)
      }
    }.joined()
  }
}
