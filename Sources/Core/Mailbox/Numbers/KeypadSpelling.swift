/// Names typed on the letters of a telephone keypad (ITU-T E.161).
enum KeypadSpelling {
  /// The digits that spell the name as a whole and each of its words. A letter that is written in
  /// two ways gives two spellings: `Jäger` is typed as JAEGER and as JAGER.
  static func spellings(of name: String) -> [String] {
    let words = name.split { !$0.isLetter }
    let parts = [words.joined()] + words.map(String.init)
    let spellings = parts.flatMap { [keys(for: $0, long: true), keys(for: $0, long: false)] }
    return spellings.filter { !$0.isEmpty }
  }

  private static func keys(for word: String, long: Bool) -> String {
    String(word.lowercased().flatMap { letters(for: $0, long: long) }.compactMap(key))
  }

  private static func key(for letter: Character) -> Character? {
    switch letter {
    case "a"..."c": "2"
    case "d"..."f": "3"
    case "g"..."i": "4"
    case "j"..."l": "5"
    case "m"..."o": "6"
    case "p"..."s": "7"
    case "t"..."v": "8"
    case "w"..."z": "9"
    case _: nil
    }
  }

  private static func letters(for character: Character, long: Bool) -> String {
    switch character {
    case "ä" where long: "ae"
    case "ö" where long: "oe"
    case "ü" where long: "ue"
    case "ø" where long: "oe"
    case "å" where long: "aa"
    case "ß": "ss"
    case _: character.unicodeScalars.first.map(baseLetters) ?? ""
    }
  }

  // Unicode names the plain letters in the name of the character: LATIN SMALL LETTER E WITH ACUTE,
  // LATIN SMALL LIGATURE OE. Letters of other scripts have no key.
  private static func baseLetters(of scalar: Unicode.Scalar) -> String {
    let words = scalar.properties.name?.split(separator: " ") ?? []
    guard words.count > 3, words[0] == "LATIN", words[2] == "LETTER" || words[2] == "LIGATURE",
      words[3].count <= 2
    else { return "" }
    return words[3].lowercased()
  }
}
