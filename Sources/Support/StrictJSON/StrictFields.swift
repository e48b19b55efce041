extension Decoder {
  /// The fields of an object, without any that nobody knows.
  public func fields<Field: CodingKey & CaseIterable>(
    _ type: Field.Type
  ) throws -> KeyedDecodingContainer<Field> {
    if let unknown = try unknownFields(besides: type).first { throw unknown }
    return try container(keyedBy: type)
  }
}

extension KeyedDecodingContainer {
  /// The value of a field, or what holds where it is not written.
  public func value<Value: Decodable>(_ field: Key, or usual: Value) throws -> Value {
    try value(field) ?? usual
  }

  /// The value of a field, or `nil` where it is not written.
  public func value<Value: Decodable>(_ field: Key) throws -> Value? {
    do {
      return try decodeIfPresent(Value.self, forKey: field)
    } catch let error as DecodingError {
      throw error
    } catch {
      // Foundation throws another error for 1.5 where a whole number must be.
      throw DecodingError.typeMismatch(
        Value.self, .init(codingPath: codingPath + [field], debugDescription: ""))
    }
  }

  /// One of some names. An error lists them.
  public func choice<Choice>(
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
