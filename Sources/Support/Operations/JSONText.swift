/// Values as JSON (RFC 8259), in one line and in the order in which they are given.
public enum JSONText {
  /// An object of members that are JSON already.
  public static func object(_ members: [(name: String, value: String)]) -> String {
    "{" + members.map { "\(string($0.name)):\($0.value)" }.joined(separator: ",") + "}"
  }

  /// An array of elements that are JSON already.
  public static func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  /// A number; `null` for what JSON cannot say.
  public static func number(_ value: Double) -> String { value.isFinite ? String(value) : "null" }

  /// A text in quotes. Control characters, and those that turn the direction of writing, are
  /// escaped, so that a terminal shows the text as it is.
  public static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case _ where LogLine.isControl(scalar): result += escape(scalar.value)
      case _: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ value: UInt32) -> String {
    let digits = String(value, radix: 16)
    return "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
