/// The number or name of a caller as a line has signalled it, as it is kept and shown: without control
/// characters, blanks in a row or length that nobody reads.
public enum SignalledName {
  /// The text of a caller; `nil` where it says that the caller is withheld, or nothing at all.
  public static func kept(_ text: String) -> String? {
    let line = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
    let words = String(String.UnicodeScalarView(line)).split(whereSeparator: \.isWhitespace)
    let kept = String(words.joined(separator: " ").prefix(longest))
    return kept.isEmpty || hides(kept) ? nil : kept
  }

  /// Whether lines write this in place of a number that is withheld or not known.
  public static func hides(_ text: String) -> Bool { hidingNames.contains(text.lowercased()) }

  private static let longest = 64

  private static let hidingNames: Set = [
    "anonymous", "restricted", "unavailable", "unknown", "withheld", "private", "nobody",
  ]
}
