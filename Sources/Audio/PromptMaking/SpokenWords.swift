import Foundation
import Mailbox
import Speech

/// Text as it is compared with what a recogniser heard: the words in lower case, without marks and
/// accents. A recogniser writes numbers as figures, so every number is its figures, one by one:
/// "einundzwanzig", "21" and "zwei eins" are all `2 1`. Words that are written together or apart
/// ("Raute-Taste", "log in") are one.
struct SpokenWords {
  let words: [String]

  /// The numbers of a language, made once for many texts.
  struct Numbers {
    fileprivate let figures: [String: String]

    /// Whole numbers as far as years go, ordinals as far as days go.
    init(_ language: Language) {
      var figures: [String: String] = [:]
      for number in 0...2_100 {
        let text = SpokenWords.plain(numberWords(number, in: language)).joined(separator: " ")
        figures[text] = String(number)
        guard number <= 31 else { continue }
        for ordinal in SpokenWords.ordinals(text, number, language) {
          figures[ordinal] = String(number)
        }
      }
      switch language {
      case .en: figures.merge(["oh": "0"]) { $1 }
      case .de: figures.merge(["ein": "1", "eine": "1", "einen": "1", "einer": "1"]) { $1 }
      case .nl: figures.merge(["honderd": "100", "duizend": "1000"]) { $1 }
      }
      self.figures = figures
    }
  }

  init(_ text: String, numbers: Numbers) {
    words = Self.joined(Self.plain(text), numbers.figures)
  }

  /// Lower-case words without marks and accents.
  fileprivate static func plain(_ text: String) -> [String] {
    let letters = text.lowercased().replacing(#/([ap])\.\s?m\b\.?/#) { "\($0.1)m" }
      .replacing("ß", with: "ss")
      .folding(options: .diacriticInsensitive, locale: nil)
    return letters.split { !$0.isLetter && !$0.isNumber }.map(String.init).map { word in
      // "20th"
      word.replacing(#/^(\d+)(st|nd|rd|th|e|ste|de)$/#) { String($0.1) }
    }
  }

  private static func ordinals(_ text: String, _ number: Int, _ language: Language) -> [String] {
    switch language {
    case .en:
      let special = [
        "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
        "nine": "ninth", "twelve": "twelfth",
      ]
      let words = text.split(separator: " ").map(String.init)
      guard let last = words.last else { return [] }
      let ordinal =
        special[last] ?? (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
      return [(words.dropLast() + [ordinal]).joined(separator: " ")]
    case .de:
      let special = [1: "ersten", 3: "dritten", 7: "siebten", 8: "achten"]
      return [special[number] ?? text + (number < 20 ? "ten" : "sten")]
    case .nl: return []
    }
  }

  /// Numbers in figures, the longest first, and compounds in one.
  private static func joined(_ words: [String], _ numbers: [String: String]) -> [String] {
    var result: [String] = []
    var place = 0
    while place < words.count {
      var length = min(6, words.count - place)
      while length > 0 {
        let run = words[place..<place + length].joined(separator: " ")
        if let figures = numbers[run] ?? (Int(run) == nil ? nil : run) {
          result += figures.map { String($0) }
          break
        }
        if length == 2, let compound = compounds[run] {
          result.append(compound)
          break
        }
        length -= 1
      }
      if length == 0 {
        result.append(words[place])
        length = 1
      }
      place += length
    }
    return result
  }

  private static let compounds = [
    "raute taste": "rautetaste", "stern taste": "sterntaste", "log in": "login",
    "voice mail": "voicemail", "mail box": "mailbox", "voicemail box": "voicemailbox",
    "voice mailbox": "voicemailbox", "pass code": "passcode", "post vak": "postvak",
    "anruf umleitung": "anrufumleitung", "verteiler liste": "verteilerliste",
    "a m": "am", "p m": "pm", "pin code": "pincode",
  ]
}

/// How many changes make what was heard from what was said.
package struct ErrorCount: Equatable {
  var errors = 0
  /// Words or letters of what was said.
  var total = 0

  /// Errors for each of what was said: 0 is the best; there may be more than 1.
  package var rate: Double { total == 0 ? 0 : Double(errors) / Double(total) }

  static func + (a: ErrorCount, b: ErrorCount) -> ErrorCount {
    ErrorCount(errors: a.errors + b.errors, total: a.total + b.total)
  }

  /// Of words.
  static func words(_ said: SpokenWords, heard: SpokenWords) -> ErrorCount {
    ErrorCount(errors: distance(said.words, heard.words), total: said.words.count)
  }

  /// Of letters, without the spaces.
  static func letters(_ said: SpokenWords, heard: SpokenWords) -> ErrorCount {
    let said = Array(said.words.joined())
    return ErrorCount(errors: distance(said, Array(heard.words.joined())), total: said.count)
  }

  /// The least number of insertions, deletions and replacements (Levenshtein).
  private static func distance<Sign: Equatable>(_ a: [Sign], _ b: [Sign]) -> Int {
    var row = Array(0...b.count)
    for (index, sign) in a.enumerated() {
      var corner = row[0]
      row[0] = index + 1
      for place in b.indices {
        let change = corner + (sign == b[place] ? 0 : 1)
        corner = row[place + 1]
        row[place + 1] = min(change, corner + 1, row[place] + 1)
      }
    }
    return row[b.count]
  }
}
