/// One sound of a language: a sentence, or a part of one.
public struct Clip: Hashable, Sendable {
  /// The name of its sound file without the ending: ASCII, `kebab-case`, the same in every language.
  public let name: String
  /// What is spoken.
  public let text: String

  /// Names a clip and its text.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
