import CallFlow
public import Mailbox
public import Store

/// One setting of an account as text: an option of the command line, a column of a CSV file.
/// What ``read`` gives, ``write`` takes back without loss.
public struct Field<Record> {
  public let name: String
  /// What can be set, for the help.
  public let values: String
  public let read: (Record) -> String
  /// - Throws: ``StoreError/refused(field:reason:)``; nothing is changed then.
  public let write: (inout Record, String, FieldContext) throws -> Void
  /// The words that can be set, where there are no others.
  public var choices: [String] = []
  /// Those of them that only the command line sets.
  public private(set) var reservedChoices: [String] = []
  /// The word for a value that is not there.
  public var absence: String?
  /// How it looks in JSON.
  public var shape = FieldShape.text
  /// Whether only an administrator may change it, and not the user herself.
  public private(set) var isAdministrators = false

  /// The same field, for administrators alone.
  var forAdministrators: Field {
    var field = self
    field.isAdministrators = true
    return field
  }

  /// The same field; the command line alone sets these words.
  func reserving(_ words: String...) -> Field {
    var field = self
    field.reservedChoices = words
    return field
  }

  /// The option of the command line.
  public var option: String { "--" + name }
}

/// What a field may refer to.
public struct FieldContext {
  public let company: Company
  /// The main number of the colleague whom a number names; `nil`: nobody.
  public let colleague: (String) throws -> PhoneNumber?

  /// - Parameter accounts: Where colleagues are looked for.
  public init(company: Company, accounts: any Accounts) {
    self.init(company: company) {
      try accounts.user(withNumber: $0, of: company.id)?.mainNumber
    }
  }

  /// A context in which `colleague` finds the others.
  public init(company: Company, colleague: @escaping (String) throws -> PhoneNumber?) {
    self.company = company
    self.colleague = colleague
  }

  /// A number that calls may be sent to: an extension, which stands for its owner's main number, or a
  /// number that the company's dial rules allow or a colleague has. An alias stays what it is:
  /// another phone. Whether calls would come back is checked where the whole user is known.
  public func callable(_ text: String, field: String) throws -> PhoneNumber {
    if company.portalIsReached(by: text) {
      throw StoreError.refused(
        field: field, reason: .destination(.portal, number: text, user: ""))
    }
    if let short = try? Extension(text) {
      guard let colleague = try colleague(short.digits) else {
        throw StoreError.refused(
          field: field, reason: .noColleague("\(short)", company: company.name))
      }
      return colleague
    }
    let number = try phoneNumber(text, field: field)
    guard try company.dialRules.permits(number) || colleague(number.e164) != nil else {
      throw StoreError.refused(
        field: field, reason: .dialRules(number: "\(number)", company: company.name))
    }
    return number
  }

  /// Any phone number.
  public func phoneNumber(_ text: String, field: String) throws -> PhoneNumber {
    do throws(PhoneNumberError) {
      return try PhoneNumber(typed: text, in: company.plan)
    } catch {
      throw StoreError.refused(field: field, reason: .phoneNumber(error))
    }
  }
}

/// Changes the fields that were named, in the order of the table, or none of them.
public func write<Record>(
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
      write: { record, text, _ in record[keyPath: path] = text == "none" ? nil : text },
      absence: "none")
  }

  static func flag(
    _ name: String, _ path: WritableKeyPath<Record, Bool>, _ purpose: String
  ) -> Field {
    var field = choice(name, path, [("on", true), ("off", false)], purpose)
    field.shape = .flag
    return field
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
      }, shape: .whole(range))
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
      }, absence: word, shape: .whole(range))
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
            reason: .sentence(
              "It is one of \(words.joined(separator: ", ")), not '\(text)'."
                + suggestion(for: text, among: words)))
        }
        record[keyPath: path] = choice.1
      }, choices: words)
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
      }, absence: "none")
  }

  private static func whole(
    _ text: String, _ range: ClosedRange<Int>, field: String
  ) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw StoreError.refused(
        field: field, reason: .wholeNumber(range, typed: text))
    }
    return number
  }

  private static func text(of range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "\(range.lowerBound) upwards" : "\(range.lowerBound) to \(range.upperBound)"
  }
}
