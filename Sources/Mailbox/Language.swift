/// A language that the portal speaks (requirement A1).
public enum Language: String, CaseIterable, Codable, Sendable {
  case en, de, nl
}
