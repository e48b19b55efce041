/// The known name that a mistyped one most likely means; `nil`: none is near.
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

/// How many letters must be added, dropped or changed (Levenshtein).
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b)
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let changed = diagonal + (letter == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(changed, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[b.count]
}
