public import Mailbox

/// What a word of the program is called on the page: of a field, of a choice, of what was done. The words
/// come from tables and records, so they are looked up; tests ask for every word that there is.
public struct NamedText: WrittenText {
  /// What the word names.
  public enum Subject: Sendable {
    /// A field of the field tables, and a sentence about it.
    case field, help
    /// A word that a field can be set to.
    case choice
    /// A part of the field tables.
    case part
    /// What an entry of the audit log says was done.
    case change
    /// How a call ended.
    case callEnding
  }

  private let subject: Subject
  private let name: String

  /// - Parameter name: The word of the program.
  public init(_ subject: Subject, _ name: String) { (self.subject, self.name) = (subject, name) }

  /// Its words in a language. A word that has none stands for itself; not every field needs a help.
  public func text(in language: Language) -> String {
    table[name]?[language] ?? (subject == .help ? "" : name)
  }

  /// Whether there are words for it.
  public var isKnown: Bool { table[name] != nil }

  private var table: [String: Words] {
    switch subject {
    case .field: Self.fields
    case .help: Self.help
    case .choice: Self.choices
    case .part: Self.parts
    case .change: Self.changes
    case .callEnding: Self.callEndings
    }
  }
}
