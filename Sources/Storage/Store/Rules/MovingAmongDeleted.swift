import Mailbox

extension Array {
  /// The element to which a call moves in a list that may have changed since.
  /// - Parameter id: The key of an element.
  func message(_ move: MessageMove, id: (Element) -> Int64) -> Element? {
    switch move {
    case .first: return first
    case .after(let key):
      guard let place = firstIndex(where: { id($0) == key }) else { return nil }
      return dropFirst(place + 1).first
    case .before(let key):
      guard let place = firstIndex(where: { id($0) == key }) else { return nil }
      return prefix(place).last
    }
  }
}
