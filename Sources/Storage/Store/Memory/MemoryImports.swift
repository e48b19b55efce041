import Mailbox

/// What has come from other systems.
extension MemoryRows {
  func hasImported(_ source: String) -> Bool {
    imports[source].map { mailboxes[$0] != nil } ?? false
  }

  func imports(of user: Int64) -> [String] {
    imports.filter { $0.value == user }.keys.sorted()
  }

  func noteImport(of source: String, for user: Int64) -> Bool {
    if hasImported(source) { return false }
    let old = imports.updateValue(user, forKey: source)
    toUndo { [self] in imports[source] = old }
    return true
  }
}
