import CallFlow
import Mailbox
import Store

/// One setting of an account as text: an option of the command line, a column of a CSV file.
/// What ``read`` gives, ``write`` takes back without loss.
struct Field<Record> {
  let name: String
  /// What can be set, for the help.
  let values: String
  let read: (Record) -> String
  /// - Throws: ``StoreError/refused(field:reason:)``; nothing is changed then.
  let write: (inout Record, String, FieldContext) throws -> Void

  /// The option of the command line.
  var option: String { "--" + name }
}

/// What a field may refer to.
struct FieldContext {
  let company: Company
  /// The main number of the colleague whom a number names; `nil`: nobody.
  let colleague: (String) throws -> PhoneNumber?

  /// - Parameter accounts: Where colleagues are looked for.
  init(company: Company, accounts: any Accounts) {
    self.init(company: company) {
      try accounts.user(withNumber: $0, of: company.id)?.mainNumber
    }
  }

  /// A context in which `colleague` finds the others.
  init(company: Company, colleague: @escaping (String) throws -> PhoneNumber?) {
    self.company = company
    self.colleague = colleague
  }

  /// A number that calls may be sent to: an extension, which stands for its owner's main number, or a
  /// number that the company's dial rules allow or a colleague has. An alias stays what it is:
  /// another phone. Whether calls would come back is checked where the whole user is known.
  func callable(_ text: String, field: String) throws -> PhoneNumber {
    if company.portalIsReached(by: text) {
      throw StoreError.refused(
        field: field, reason: "\(text) reaches the portal; no caller can be sent there.")
    }
    if let short = try? Extension(text) {
      guard let colleague = try colleague(short.digits) else {
        throw StoreError.refused(
          field: field, reason: "\(company.name) has no user with the extension \(short).")
      }
      return colleague
    }
    let number = try phoneNumber(text, field: field)
    guard try company.dialRules.permits(number) || colleague(number.e164) != nil else {
      throw StoreError.refused(
        field: field, reason: "The dial rules of \(company.name) do not allow calls to \(number).")
    }
    return number
  }

  /// Any phone number.
  func phoneNumber(_ text: String, field: String) throws -> PhoneNumber {
    do {
      return try PhoneNumber(typed: text, in: company.plan)
    } catch {
      throw StoreError.refused(field: field, reason: error.description)
    }
  }
}

/// Changes the fields that were named, in the order of the table, or none of them.
func write<Record>(
  _ fields: [Field<Record>], named value: (Field<Record>) -> String?, to record: inout Record,
  in context: FieldContext
) throws {
  var changed = record
  for field in fields {
    if let text = value(field) { try field.write(&changed, text, context) }
  }
  record = changed
}

extension Field {
  static func text(_ name: String, _ values: String, _ path: WritableKeyPath<Record, String>)
    -> Field
  {
    Field(
      name: name, values: values, read: { $0[keyPath: path] },
      write: { record, text, _ in record[keyPath: path] = text })
  }

  /// Text, or `none`.
  static func optionalText(
    _ name: String, _ values: String, _ path: WritableKeyPath<Record, String?>
  ) -> Field {
    Field(
      name: name, values: values + " or none", read: { $0[keyPath: path] ?? "none" },
      write: { record, text, _ in record[keyPath: path] = text == "none" ? nil : text })
  }

  static func flag(
    _ name: String, _ path: WritableKeyPath<Record, Bool>, _ purpose: String
  ) -> Field {
    choice(name, path, [("on", true), ("off", false)], purpose)
  }

  /// A whole number.
  static func whole(
    _ name: String, _ range: ClosedRange<Int>, _ path: WritableKeyPath<Record, Int>,
    _ purpose: String
  ) -> Field {
    Field(
      name: name, values: "\(Self.text(of: range)): \(purpose)",
      read: { "\($0[keyPath: path])" },
      write: { record, text, _ in
        record[keyPath: path] = try Self.whole(text, range, field: name)
      })
  }

  /// A whole number, or a word for none.
  static func optionalWhole(
    _ name: String, _ range: ClosedRange<Int>, orElse word: String,
    _ path: WritableKeyPath<Record, Int?>, _ purpose: String
  ) -> Field {
    Field(
      name: name, values: "\(Self.text(of: range)), or \(word): \(purpose)",
      read: { $0[keyPath: path].map { "\($0)" } ?? word },
      write: { record, text, _ in
        record[keyPath: path] = text == word ? nil : try Self.whole(text, range, field: name)
      })
  }

  /// One of some words.
  static func choice<Value: Equatable>(
    _ name: String, _ path: WritableKeyPath<Record, Value>, _ choices: [(String, Value)],
    _ purpose: String
  ) -> Field {
    let words = choices.map(\.0)
    return Field(
      name: name, values: "\(words.joined(separator: ", ")): \(purpose)",
      read: { record in
        choices.first { $0.1 == record[keyPath: path] }?.0 ?? words[0]
      },
      write: { record, text, _ in
        guard let choice = choices.first(where: { $0.0 == text }) else {
          throw StoreError.refused(
            field: name,
            reason: "It is one of \(words.joined(separator: ", ")), not '\(text)'."
              + suggestion(for: text, among: words))
        }
        record[keyPath: path] = choice.1
      })
  }

  /// A number that calls are sent to, or `none`.
  static func callable(
    _ name: String, _ path: WritableKeyPath<Record, PhoneNumber?>, _ purpose: String
  ) -> Field {
    Field(
      name: name, values: "NUMBER or none: \(purpose)",
      read: { $0[keyPath: path]?.e164 ?? "none" },
      write: { record, text, context in
        record[keyPath: path] = text == "none" ? nil : try context.callable(text, field: name)
      })
  }

  private static func whole(
    _ text: String, _ range: ClosedRange<Int>, field: String
  ) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw StoreError.refused(
        field: field,
        reason: "It must be a whole number from \(Self.text(of: range)), not '\(text)'.")
    }
    return number
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "\(range.lowerBound) upwards" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
