public import Foundation
import Mailbox
import StrictJSON
import TextFiles

/// A company with its users, mailboxes and messages in one JSON5 file, so that a call script or a
/// demonstration can begin with them. Fields and their meaning: see the files beside this one, and
/// `Fixtures/Accounts`.
public struct AccountsFile: Sendable {
  /// What errors call the file.
  public let name: String
  /// Where files that it names are looked for.
  let folder: String
  let company: CompanyEntry
  let users: [UserEntry]

  /// Reads a file.
  /// - Throws: ``AccountsFileError`` with file, user, field and reason.
  public init(path: String) throws(AccountsFileError) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let written: PlainText
    do throws(PlainTextFault) {
      written = try PlainText(path: path)
    } catch {
      throw AccountsFileError(error, file: path)
    }
    try self.init(written.text, name: path, folder: folder)
  }

  /// Reads what is already in memory.
  /// - Parameters:
  ///   - name: What errors call it.
  ///   - folder: Where sound files that it names are.
  public init(_ json5: Data, name: String, folder: String) throws(AccountsFileError) {
    let written: PlainText
    do throws(PlainTextFault) {
      written = try PlainText(bytes: json5)
    } catch {
      throw AccountsFileError(error, file: name)
    }
    try self.init(written.text, name: name, folder: folder)
  }

  private init(_ text: String, name: String, folder: String) throws(AccountsFileError) {
    do throws(JSON5Fault) {
      _ = try JSON5Outline(of: text)
    } catch {
      throw AccountsFileError(file: "\(name):\(error.line)", reason: error.reason)
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      let content = try decoder.decode(Content.self, from: Data(text.utf8))
      (company, users) = (content.company, content.users)
    } catch let error as DecodingError {
      throw AccountsFileError(path: error.place, file: name, reason: error.reason)
    } catch {
      throw AccountsFileError(file: name, reason: "\(error)")
    }
    self.name = name
    self.folder = folder
  }

  /// The passcodes of its users by main number and extension as written. Only a call script asks
  /// for them, to dial them.
  public var passcodes: [String: String] {
    var passcodes: [String: String] = [:]
    for user in users {
      passcodes[user.number] = user.passcode?.digits
      passcodes[user.extension] = user.passcode?.digits
    }
    return passcodes
  }

  private struct Content: Decodable {
    let company: CompanyEntry
    let users: [UserEntry]

    enum Field: String, CodingKey, CaseIterable { case company, users }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.fields(Field.self)
      company = try fields.decode(CompanyEntry.self, forKey: .company)
      users = try fields.value(.users, or: [])
    }
  }
}

/// A fault in an accounts file: where it is, and the reason as a sentence.
public struct AccountsFileError: Error, Equatable, Sendable, CustomStringConvertible {
  public let file: String
  /// `company`, or a user by name or place; `nil`: the file as a whole.
  public let subject: String?
  public let field: String?
  public let reason: String

  init(file: String, subject: String? = nil, field: String? = nil, reason: String) {
    (self.file, self.subject, self.field, self.reason) = (file, subject, field, reason)
  }

  fileprivate init(_ fault: PlainTextFault, file: String) {
    self.init(file: fault.line.map { "\(file):\($0)" } ?? file, reason: fault.reason)
  }

  public var description: String {
    let place = [subject, field].compactMap(\.self).joined(separator: ", ")
    return place.isEmpty ? "\(file): \(reason)" : "\(file): \(place): \(reason)"
  }

  /// `users`, place 1, `aliases`, place 0 is: user 2, aliases 1.
  fileprivate init(path: [any CodingKey], file: String, reason: String) {
    var rest = path[...]
    var subject = rest.popFirst()?.stringValue
    if subject == "users", let place = rest.first?.intValue {
      rest = rest.dropFirst()
      subject = "user \(place + 1)"
    }
    let field = rest.map { key in key.intValue.map { "\($0 + 1)" } ?? key.stringValue }
    self.init(
      file: file, subject: subject, field: field.isEmpty ? nil : field.joined(separator: " "),
      reason: reason)
  }
}
