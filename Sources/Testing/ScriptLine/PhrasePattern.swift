import CallFlow
public import Portal

/// The words of a phrase that a script listens for: `message 1 of 2 urgent` is any phrase that
/// begins with `message` and holds the other words in this order.
public struct PhrasePattern: Equatable, Sendable, CustomStringConvertible {
  public let words: [String]

  /// A pattern of these words; the first is the beginning of the phrase's name.
  public init(_ words: [String]) { self.words = words }

  /// Whether a phrase fits.
  public func matches(_ phrase: Phrase) -> Bool {
    let spoken = phrase.description.split(separator: " ").map(String.init)
    guard spoken.first == words.first else { return false }
    var rest = spoken.dropFirst()
    for word in words.dropFirst() {
      guard let place = rest.firstIndex(of: word) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  public var description: String { words.joined(separator: " ") }

  /// Every word that a phrase's name can begin with.
  static let beginnings: [String] =
    Prompt.allCases.map(\.name) + [
      "press", "counts", "failed-attempts", "message", "received", "sender", "forwarded-by",
      "length", "number",
      "person", "list", "next-free-list", "announcement", "sent", "not-delivered", "deleted",
      "passcode-refused", "forwarding",
      "greeting", "audio", "take",
    ]
}
