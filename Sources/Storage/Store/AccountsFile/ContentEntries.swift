import StrictJSON

/// A sound: a number is so many seconds of a made tone, a text is a sound file beside the accounts
/// file.
enum SoundEntry: Decodable, Sendable {
  case made(seconds: Double)
  case file(String)

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let seconds = try? container.decode(Double.self) {
      guard seconds > 0, seconds <= 600 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "A made sound lasts more than 0 and up to 600 seconds.")
      }
      self = .made(seconds: seconds)
    } else if let path = try? container.decode(String.self) {
      self = .file(path)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "It must be a number of seconds, or a file's name.")
    }
  }
}

/// A distribution list. Members are numbers or extensions of users in the same file.
struct ListEntry: Decodable, Sendable {
  let number: Int
  let description: String
  let members: [String]
  let isOpenToOthers: Bool

  private enum Field: String, CodingKey, CaseIterable {
    case number, description, members, openToOthers
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    number = try fields.decode(Int.self, forKey: .number)
    description = try fields.decode(String.self, forKey: .description)
    members = try fields.value(.members, or: [])
    isOpenToOthers = try fields.value(.openToOthers, or: false)
  }
}

/// A message that waits in a mailbox.
struct MessageEntry: Decodable, Sendable {
  /// Empty: the number was withheld.
  let from: String
  let sound: SoundEntry
  let isUrgent: Bool
  let isConfidential: Bool
  let isSaved: Bool
  /// How long before now it was left, in milliseconds.
  let ago: Int64

  private enum Field: String, CodingKey, CaseIterable {
    case from, seconds, file, urgent, confidential, saved, ago
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    from = try fields.value(.from, or: "")
    if fields.contains(.file) {
      sound = try fields.decode(SoundEntry.self, forKey: .file)
    } else {
      sound = try fields.decode(SoundEntry.self, forKey: .seconds)
    }
    isUrgent = try fields.value(.urgent, or: false)
    isConfidential = try fields.value(.confidential, or: false)
    isSaved = try fields.value(.saved, or: false)
    let ago: String = try fields.value(.ago, or: "1h")
    guard let milliseconds = Self.milliseconds(ago) else {
      throw DecodingError.dataCorruptedError(
        forKey: .ago, in: fields,
        debugDescription: "\"\(ago)\" is no time like 45s, 30m, 2h or 3d.")
    }
    self.ago = milliseconds
  }

  /// Reads `45s`, `30m`, `2h` and `3d`.
  private static func milliseconds(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (0...100_000).contains(count)
    else { return nil }
    return count * unit
  }
}
