public import Mailbox

/// One text of the page in every language, side by side, so that none is forgotten and translators see
/// what they translate.
struct Words {
  let en: String
  let de: String
  let nl: String

  subscript(language: Language) -> String {
    switch language {
    case .en: en
    case .de: de
    case .nl: nl
    }
  }
}

/// A text that a page shows. Each part of the page has an enumeration of its own.
public protocol WrittenText: Sendable {
  /// Its words in a language.
  func text(in language: Language) -> String
}
