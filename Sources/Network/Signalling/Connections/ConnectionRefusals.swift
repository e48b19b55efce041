/// Connections that were refused, summed up for the log: a flood of them makes a line now and then.
struct ConnectionRefusals {
  /// No file was left for a connection.
  var isOutOfFiles = false
  private var counts: [String: Int] = [:]
  private var limits = ConnectionTable.Limits(most: 0, perSource: 0)
  private var nextReport = -Double.infinity

  /// Sources that are named in the log; those beyond are counted together.
  private static let mostNames = 10
  private static let others = "others"

  mutating func add(_ refusal: ConnectionTable.Refusal, _ limits: ConnectionTable.Limits) {
    self.limits = limits
    switch refusal {
    case .source(let source):
      let isNamed = counts[source] != nil || counts.count < Self.mostNames
      counts[isNamed ? source : Self.others, default: 0] += 1
    case .all: counts["", default: 0] += 1
    }
  }

  /// The sentences to be told now; none if the last ones are not old enough.
  mutating func take(at seconds: Double, every pause: Double) -> [String] {
    guard seconds >= nextReport, isOutOfFiles || !counts.isEmpty else { return [] }
    nextReport = seconds + pause
    var sentences: [String] = []
    if isOutOfFiles {
      sentences.append("No file is left for TCP connections: new ones wait a second.")
    }
    for (source, count) in counts.sorted(by: { $0.key < $1.key }) {
      let refused = "TCP connections that were refused"
      sentences.append(
        source.isEmpty
          ? "\(refused): \(count), because all \(limits.most) are in use."
          : "\(refused): \(count) from \(source), which may have \(limits.perSource).")
    }
    (isOutOfFiles, counts) = (false, [:])
    return sentences
  }
}
