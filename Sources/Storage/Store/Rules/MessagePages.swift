import Mailbox

/// Lists of messages for the page. All rows of a mailbox are read once, and the sounds only of those
/// that are shown, so that a mailbox of 10,000 messages is a matter of milliseconds.
extension MailboxRules {
  /// The messages that a query finds.
  func messagePage(of id: Int64, _ query: MessageQuery) throws(StoreError) -> MessagePage {
    let user = try known(id)
    let since = try known(company: user.company).keptSince(now)
    let rows = try rows.messages(of: id).filter { $0.deletedAt.map { $0 > since } ?? true }
    var counts: [MessageQuery.Part: Int] = [:]
    for part in MessageQuery.Part.allCases { counts[part] = rows.count { $0.isIn(part) } }
    let order = user.settings.order
    let inPart = rows.filter { $0.isIn(query.part) }.sorted { a, b in
      if query.part == .deleted {
        return (a.deletedAt ?? 0, a.id) > (b.deletedAt ?? 0, b.id)
      }
      return order.precedes((a.rank, a.received, a.id), (b.rank, b.received, b.id))
    }
    var names: [Int64: String] = [:]
    var found: [(place: Int, row: MessageRow)] = []
    for (index, row) in inPart.enumerated() where row.isMeant(by: query) {
      if query.text.isEmpty {
        found.append((index + 1, row))
      } else if try isSentBy(query.text, row, &names) {
        found.append((index + 1, row))
      }
    }
    if query.isLatest {
      let latest = found.max { ($0.row.received, $0.row.id) < ($1.row.received, $1.row.id) }
      found = latest.map { [$0] } ?? []
    }
    let shown = found.dropFirst(max(0, query.offset)).prefix(max(0, query.limit))
    var messages: [ListedMessage] = []
    let details = try self.rows.details(of: shown.map(\.row.id), in: id)
    for (place, row) in shown { messages.append(try listed(row, place, details, &names)) }
    return MessagePage(counts: counts, found: found.count, messages: messages)
  }

  private func isSentBy(
    _ text: String, _ row: MessageRow, _ names: inout [Int64: String]
  ) throws(StoreError) -> Bool {
    if try name(of: row.senderUser, &names)?.lowercased().contains(text.lowercased()) == true {
      return true
    }
    // A number is found however it was written: with or without the 0 or the country code.
    let digits = text.filter { "0"..."9" ~= $0 }.drop { $0 == "0" }
    return digits.count >= 2 && text.allSatisfy { !$0.isLetter }
      && row.senderNumber?.contains(digits) == true
  }

  private func listed(
    _ row: MessageRow, _ place: Int, _ details: MessageDetails, _ names: inout [Int64: String]
  ) throws(StoreError) -> ListedMessage {
    let forwarders = details.forwarders[row.id] ?? []
    var forwarderNames: [String] = []
    for forwarder in forwarders {
      forwarderNames.append(try name(of: forwarder.user, &names) ?? forwarder.number)
    }
    return ListedMessage(
      message: StoredMessage(
        id: row.id, rank: row.rank, isUrgent: row.isUrgent, isConfidential: row.isConfidential,
        isDeleted: row.isDeleted, from: row.senderNumber, received: row.leftAt ?? row.received,
        parts: details.parts[row.id] ?? [], forwarders: forwarders),
      place: place, senderName: try name(of: row.senderUser, &names),
      forwarderNames: forwarderNames, transcript: details.transcripts[row.id]?.transcript)
  }

  /// A user's name; `nil` if she is gone.
  private func name(
    of user: Int64?, _ names: inout [Int64: String]
  ) throws(StoreError) -> String? {
    guard let user else { return nil }
    if let name = names[user] { return name.isEmpty ? nil : name }
    let name = try rows.user(user)?.fullName
    names[user] = name ?? ""
    return name
  }
}

extension MessageRow {
  fileprivate func isIn(_ part: MessageQuery.Part) -> Bool {
    switch part {
    case .all: !isDeleted
    case .new: !isDeleted && rank != .saved
    case .saved: !isDeleted && rank == .saved
    case .deleted: isDeleted
    }
  }

  fileprivate func isMeant(by query: MessageQuery) -> Bool {
    (!query.isUrgent || isUrgent) && (!query.isConfidential || isConfidential)
      && query.id.map { $0 == id } ?? true && query.since.map { received >= $0 } ?? true
  }
}
