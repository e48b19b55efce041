/// Bytes that are sent are put together from literals of the program, thousands for a page.
extension [UInt8] {
  /// Appends the bytes of a literal as they lie in the program. (`StaticString` gives them in no other
  /// way without a copy on the heap.)
  public mutating func append(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }
}
