public import Mailbox
public import Store

extension Company {
  /// A new company from texts by the names of the fields; the rest is usual.
  /// - Throws: ``StoreError/refused(field:reason:)`` for a bad one.
  public init(fields: [String: String], in accounts: any Accounts) throws {
    let blank = Company(
      name: "", plan: NumberingPlan(countryCode: "", trunkPrefix: ""), portalNumber: "")
    self = blank
    try write(
      CompanyFields.all, named: { fields[$0.name] }, to: &self,
      in: FieldContext(company: blank, accounts: accounts))
  }
}
