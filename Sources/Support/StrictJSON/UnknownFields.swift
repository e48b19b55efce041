/// A field of a JSON object, whatever its name.
private struct AnyField: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// What is wrong with the names of an object's fields: one that nobody knows is refused, or a slip
  /// of the pen would change nothing and stay unseen.
  /// - Throws: What is there is no object.
  public func unknownFields<Field: CodingKey & CaseIterable>(
    besides type: Field.Type
  ) throws -> [DecodingError] {
    let known = Set(Field.allCases.map(\.stringValue))
    let written = try container(keyedBy: AnyField.self).allKeys
    return written.sorted { $0.stringValue < $1.stringValue }
      .filter { !known.contains($0.stringValue) }
      .map { field in
        DecodingError.dataCorrupted(
          .init(
            codingPath: codingPath + [field],
            debugDescription:
              "There is no such field. Known are \(known.sorted().joined(separator: ", "))."))
      }
  }
}
