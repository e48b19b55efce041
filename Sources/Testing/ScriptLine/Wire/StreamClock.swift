import CallFlow

/// When the samples of a stream came. They come in blocks, late, or not at all, so that a sample's
/// number alone does not tell; the least delay of the last seconds does.
struct StreamClock {
  /// When the first sample would have come with the least delay, of these two seconds and of the two
  /// before.
  private var origin: Moment?
  private var earlier: Moment?
  private var since: Moment = 0

  private static let span: Moment = 2_000

  /// So many samples have come by now.
  mutating func note(count: Int, at now: Moment) {
    let start = now - Moment(count / 8)
    if origin == nil { since = now }
    if now - since >= Self.span { (earlier, origin, since) = (origin, nil, now) }
    origin = min(origin ?? start, start)
  }

  /// When a sample came; `nil` if none has.
  func time(of place: Int) -> Moment? { start.map { $0 + Moment(place / 8) } }

  private var start: Moment? {
    guard let origin else { return earlier }
    return earlier.map { min($0, origin) } ?? origin
  }
}
