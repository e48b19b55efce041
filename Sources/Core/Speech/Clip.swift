/// One sound of a language: a sentence, or a part of one.
public struct Clip: Hashable, Sendable {
  /// How the voice moves at the end.
  public enum Ending: Hashable, Sendable {
    /// It stays up: the sentence goes on.
    case goesOn
    /// It falls: the sentence ends.
    case ends
  }

  /// The name of its sound file without the ending: ASCII, `kebab-case`, the same in every language.
  public let name: String
  /// What is spoken, as it stands in a written sentence.
  public let text: String
  public let ending: Ending

  /// Names a clip and its text.
  public init(name: String, text: String, ending: Ending = .ends) {
    self.name = name
    self.text = text
    self.ending = ending
  }

  /// The text as a speaker gets it, a person or a program: the mark at the end tells the intonation.
  public var script: String {
    switch ending {
    case .goesOn: text + ","
    case .ends: text.last.map { ".?!".contains($0) } == true ? text : text + "."
    }
  }
}
