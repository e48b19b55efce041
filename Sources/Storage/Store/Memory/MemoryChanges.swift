import Mailbox

/// The change feed and the audit log.
extension MemoryRows {
  func note(_ change: MailboxChange) {
    var change = change
    lastChangeNumber += 1
    change.sequence = lastChangeNumber
    changes.append(change)
    toUndo { [self] in changes.removeLast() }
    if let user = change.user { noteChange(of: user) }
  }

  func changes(after sequence: Int64, limit: Int) -> [MailboxChange] {
    let start = changes.partitioningIndex { $0.sequence > sequence }
    return Array(changes[start...].prefix(limit))
  }

  func lastChange() -> Int64 { lastChangeNumber }

  func forgetChanges(before moment: Int64) { forgetting(\.changes) { $0.at < moment } }

  func add(_ entry: AuditEntry) {
    var entry = entry
    entry.id = newID()
    auditEntries.append(entry)
    toUndo { [self] in auditEntries.removeLast() }
  }

  func audit(_ query: AuditQuery) -> [AuditEntry] {
    let found = auditEntries.reversed().lazy.filter { entry in
      entry.id < query.before ?? .max && entry.company == query.company ?? entry.company
        && (query.user == nil || entry.user == query.user)
        && entry.kind == query.kind ?? entry.kind
    }
    return Array(found.prefix(query.limit))
  }

  func forgetAudit(before moment: Int64) { forgetting(\.auditEntries) { $0.at < moment } }

  /// Keeps the memory bounded; called when nothing is to be undone any more.
  func forgetOldest() {
    if changes.count > Self.mostEntries { changes.removeFirst(Self.mostEntries / 2) }
    if auditEntries.count > Self.mostEntries { auditEntries.removeFirst(Self.mostEntries / 2) }
  }

  private func forgetting<Entry>(
    _ entries: ReferenceWritableKeyPath<MemoryRows, [Entry]>, _ isOld: (Entry) -> Bool
  ) {
    let before = self[keyPath: entries]
    self[keyPath: entries].removeAll(where: isOld)
    toUndo { [self] in self[keyPath: entries] = before }
  }

  private static var mostEntries: Int { 20_000 }
}

extension Array {
  /// The first index whose element is behind a border in a sorted array.
  fileprivate func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
