/// The known name that a mistyped one most likely means; `nil` if none is near.
public func nearestName(to typed: String, among names: some Sequence<String>) -> String? {
  let limit = max(1, typed.count / 3)
  return names.map { (name: $0, distance: editDistance(typed, $0)) }
    .filter { $0.distance <= limit || ($0.name.hasPrefix(typed) && typed.count >= 3) }
    .min { $0.distance < $1.distance }?.name
}

/// " Did you mean …?", or nothing.
public func suggestion(for typed: String, among names: some Sequence<String>) -> String {
  nearestName(to: typed, among: names).map { " Did you mean \($0)?" } ?? ""
}

/// How many letters must be added, dropped, changed, or swapped with the next (the optimal string
/// alignment distance).
private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a), Array(b))
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), row[j] + 1, rows[i][j + 1] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
