import Foundation
import Mailbox
import StrictJSON

/// The fields of one object of the configuration. A value that cannot be used is noted and replaced
/// by the usual one, so that reading goes on and finds the next fault.
package struct ConfigurationFields<Field: CodingKey & CaseIterable> {
  private let fields: KeyedDecodingContainer<Field>?
  private let reader: ConfigurationReader?
  private let path: [any CodingKey]

  /// Notes fields that nobody knows.
  package init(_ decoder: any Decoder, _ type: Field.Type) {
    reader = decoder.reader
    path = decoder.codingPath
    var fields: KeyedDecodingContainer<Field>?
    do {
      for unknown in try decoder.unknownFields(besides: type) { reader?.note(unknown, at: path) }
      fields = try decoder.container(keyedBy: type)
    } catch {
      reader?.note(error, at: path)
    }
    self.fields = fields
  }

  /// Whether the field is written.
  package func has(_ field: Field) -> Bool { fields?.contains(field) ?? false }

  /// Notes what is wrong with a field; not where the whole object is none, which is noted already.
  package func refuse(_ field: Field, _ reason: String) {
    if fields != nil { reader?.note(reason, at: path + [field]) }
  }

  /// The value of a field; `nil` if it is not written, or cannot be used.
  package func value<Value: Decodable>(_ field: Field) -> Value? {
    let value: Value? = noted(field) { try $0.value(field) }
    if let fault = lineFault(in: value) {
      refuse(field, fault)
      return nil
    }
    return value
  }

  /// What is read of a field; `nil` where it cannot be used, which is noted.
  private func noted<Value>(
    _ field: Field, _ read: (KeyedDecodingContainer<Field>) throws -> Value?
  ) -> Value? {
    do {
      return try fields.flatMap(read)
    } catch {
      reader?.note(error, at: path + [field])
      return nil
    }
  }

  /// Names, passwords and paths stand in headers and log lines: none may bring lines of its own.
  private func lineFault(in value: Any?) -> String? {
    let texts = value as? [String] ?? (value as? String).map { [$0] } ?? []
    return texts.lazy.compactMap(WrittenName.lineFault).first
  }

  /// The value of a field, or what holds where it is not written.
  package func value<Value: Decodable>(_ field: Field, or usual: Value) -> Value {
    value(field) ?? usual
  }

  /// A text as what it means.
  package func value<Value>(_ field: Field, as read: (String) throws(BadValue) -> Value) -> Value? {
    guard let text: String = value(field) else { return nil }
    do throws(BadValue) {
      return try read(text)
    } catch {
      refuse(field, error.reason)
      return nil
    }
  }

  /// A list of texts as what they mean; empty where it is not written.
  /// - Parameter empty: What is wrong with an empty list; `nil`: nothing.
  package func list<Value>(
    _ field: Field, empty: String? = nil, of read: (String) throws(BadValue) -> Value
  ) -> [Value] {
    let written: [String]? = value(field)
    if let empty, written?.isEmpty ?? !has(field) { refuse(field, empty) }
    let texts = written ?? []
    var values: [Value] = []
    for (index, text) in texts.enumerated() {
      do throws(BadValue) {
        values.append(try read(text))
      } catch {
        reader?.note(error.reason, at: path + [field, ListPlace(intValue: index)])
      }
    }
    return values
  }

  /// A whole number within limits.
  package func number(_ field: Field, in range: ClosedRange<Int>, or usual: Int) -> Int {
    guard let number: Int = value(field) else { return usual }
    guard range.contains(number) else {
      refuse(field, "\(number) is not within \(range.lowerBound) to \(range.upperBound).")
      return usual
    }
    return number
  }

  /// One of some names.
  package func choice<Choice>(
    _ field: Field, or usual: Choice
  ) -> Choice where Choice: RawRepresentable<String> & CaseIterable {
    noted(field) { try $0.choice(field, or: usual) } ?? usual
  }

  /// A path, which counts from the folder of the configuration file.
  package func path(_ field: Field) -> String? {
    guard let written: String = value(field) else { return nil }
    guard !written.isEmpty else {
      refuse(field, "It is empty.")
      return nil
    }
    return resolved(written)
  }

  /// The path of a file that must be there.
  package func file(_ field: Field) -> String? {
    guard let path = path(field) else { return nil }
    guard FileManager.default.isReadableFile(atPath: path) else {
      refuse(field, "\(path) is not there, or cannot be read.")
      return nil
    }
    return path
  }

  /// A written path as the system takes it.
  package func resolved(_ written: String) -> String {
    guard let folder = reader?.folder, !written.hasPrefix("/") else { return written }
    return URL(fileURLWithPath: written, relativeTo: URL(fileURLWithPath: folder + "/"))
      .standardizedFileURL.path
  }
}

/// A place in a list, from 0.
private struct ListPlace: CodingKey {
  let place: Int
  var stringValue: String { "\(place)" }
  var intValue: Int? { place }

  init(intValue: Int) { place = intValue }
  init?(stringValue: String) { nil }
}
