import FoundationEssentials
import Mailbox

/// A value that a column or a file keeps as JSON. One rule holds for all of them: a field that a
/// row does not have, because an older version wrote it, has its default. So a new field needs no
/// migration, but a renamed one does: `Fixtures/Store` holds rows of each version, which a test
/// reads.
///
/// A word that an enumeration does not know comes from a newer version. Such a row is refused with
/// its place, because a default could open to strangers what the newer version had closed, and the
/// next write would lose the word for good.
protocol StoredRecord: Codable {
  /// The fields that each row must have, because nothing could stand for them.
  static var requiredFields: [String] { get }
  /// The value, or any object, whose fields stand for those that `stored` does not have. An
  /// optional field must be `nil` here, because `nil` is stored as an absent field.
  static func defaults(for stored: JSONValue) throws -> any Encodable
}

/// A value as the text that a column keeps.
func toJSON(_ value: some StoredRecord) throws(StoreError) -> String {
  do {
    return String(decoding: try JSONValue.encoder.encode(value), as: UTF8.self)
  } catch {
    throw .broken(place: "database", reason: "\(type(of: value)) cannot be written as JSON")
  }
}

/// The value that a column or file keeps as text.
/// - Parameter place: Where it stands, for the error.
func fromJSON<Value: StoredRecord>(
  _ text: String, as type: Value.Type, place: String
) throws(StoreError) -> Value {
  do {
    return try JSONDecoder().decode(type, from: Data(text.utf8))
  } catch DecodingError.keyNotFound {
    // Rows of this version have all fields; only the others pay for the comparison.
  } catch {
    throw .broken(place: place, reason: "this is not a \(type): \(error)")
  }
  do {
    let stored = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    for field in type.requiredFields where stored[field] == nil {
      throw StoreError.broken(place: place, reason: "this \(type) has no field '\(field)'")
    }
    let defaults = try JSONValue(encoding: try type.defaults(for: stored))
    let whole = try defaults.overlaid(by: stored).json()
    return try JSONDecoder().decode(type, from: Data(whole.utf8))
  } catch let error as StoreError {
    throw error
  } catch {
    throw .broken(place: place, reason: "this is not a \(type): \(error)")
  }
}

extension User: StoredRecord {
  private struct Defaults: Encodable {
    var id = 0
    var language = Language.en
    var timeZone = "Europe/Berlin"
    var aliases: [PhoneNumber] = []
    var role = User.Role.user
    var settings = UserSettings()
  }

  static var requiredFields: [String] {
    ["company", "firstName", "lastName", "mainNumber", "extension"]
  }

  static func defaults(for stored: JSONValue) -> any Encodable { Defaults() }
}

extension Company: StoredRecord {
  static var requiredFields: [String] { ["name", "plan", "portalNumber"] }

  static func defaults(for stored: JSONValue) -> any Encodable {
    let plan = stored["plan"]
    return Company(
      name: "",
      plan: NumberingPlan(
        countryCode: plan?["countryCode"]?.text ?? "",
        trunkPrefix: plan?["trunkPrefix"]?.text ?? "0"
      ),
      portalNumber: "")
  }
}

extension LoginGuard: StoredRecord {
  static var requiredFields: [String] { [] }

  static func defaults(for stored: JSONValue) -> any Encodable { LoginGuard() }
}

extension RecordingPurpose: StoredRecord {
  static var requiredFields: [String] { [] }

  // The caller's number is what may be absent: a withheld number delivers the message as well.
  static func defaults(for stored: JSONValue) -> any Encodable {
    stored["deposit"] == nil ? [:] : ["deposit": ["from": ""]]
  }
}
