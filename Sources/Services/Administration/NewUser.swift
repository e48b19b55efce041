public import Mailbox
import Store

extension User {
  /// A new user of a company from texts by the names of the fields.
  /// - Throws: ``StoreError/refused(field:reason:)`` for a missing or bad one.
  public init(fields: (String) -> String?, in context: FieldContext) throws {
    func needed(_ name: String) throws -> String {
      guard let text = fields(name) else {
        throw StoreError.refused(field: name, reason: "It is missing.")
      }
      return text
    }
    let company = context.company
    self.init(
      company: company.id, firstName: try needed("first-name"), lastName: try needed("last-name"),
      mainNumber: try context.phoneNumber(needed("main-number"), field: "main-number"),
      extension: try UserFields.read(extension: needed("extension")),
      language: company.language, timeZone: company.timeZone)
    try write(UserFields.all, named: { fields($0.name) }, to: &self, in: context)
  }
}
