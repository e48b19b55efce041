/// Fields that belong together.
public enum FieldPart: String, CaseIterable, Sendable {
  // Of a user.
  case person, calls, mailbox, notification
  // Of a company.
  case company, passcodes, lockout, rules, mail, hooks
}
