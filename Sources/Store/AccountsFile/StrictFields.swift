/// A field of a JSON object, whatever its name.
private struct AnyField: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The fields of an object. One that nobody knows is refused, or a slip of the pen would change
  /// nothing and stay unseen.
  func fields<Field: CodingKey & CaseIterable>(
    _ type: Field.Type
  ) throws -> KeyedDecodingContainer<Field> {
    let known = Set(Field.allCases.map(\.stringValue))
    let written = try container(keyedBy: AnyField.self).allKeys
    for field in written.sorted(by: { $0.stringValue < $1.stringValue })
    where !known.contains(field.stringValue) {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: codingPath + [field],
          debugDescription:
            "There is no such field. Known are \(known.sorted().joined(separator: ", "))."
        ))
    }
    return try container(keyedBy: type)
  }
}

extension KeyedDecodingContainer {
  /// The value of a field, or what holds where it is not written.
  func value<Value: Decodable>(_ field: Key, or usual: Value) throws -> Value {
    try decodeIfPresent(Value.self, forKey: field) ?? usual
  }

  /// The value of a field, or `nil` where it is not written.
  func value<Value: Decodable>(_ field: Key) throws -> Value? {
    try decodeIfPresent(Value.self, forKey: field)
  }

  /// One of some names. An error lists them.
  func choice<Choice>(
    _ field: Key, or usual: Choice
  ) throws -> Choice where Choice: RawRepresentable<String> & CaseIterable {
    guard let name: String = try value(field) else { return usual }
    guard let choice = Choice(rawValue: name) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw DecodingError.dataCorruptedError(
        forKey: field, in: self, debugDescription: "\"\(name)\" is none of \(names).")
    }
    return choice
  }
}
