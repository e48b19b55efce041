import Mailbox

/// The columns of one row that a database has found, by their place from 0.
protocol RowColumns {
  func integer(_ column: Int32) -> Int64
  func isNull(_ column: Int32) -> Bool
  /// Empty for null.
  func text(_ column: Int32) -> String
  /// Empty for null.
  func blob(_ column: Int32) -> [UInt8]
}

extension RowColumns {
  func int(_ column: Int32) -> Int { Int(integer(column)) }

  func flag(_ column: Int32) -> Bool { integer(column) != 0 }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}

// MARK: - Values of several columns

extension AudioReference {
  /// From the columns `id, milliseconds`.
  init(_ row: some RowColumns, from column: Int32) {
    self.init(
      id: row.integer(column), milliseconds: Int32(clamping: row.integer(column + 1)))
  }
}

extension Decision {
  /// From the columns `mailbox, message, disposition`.
  init(_ row: some RowColumns) {
    self.init(
      mailbox: row.integer(0), message: row.integer(1),
      disposition: PendingDecision(rawValue: row.int(2)) ?? .none)
  }
}

extension MessageRow {
  static let columns =
    "id, rank, received, is_urgent, is_confidential, sender_number, sender_user, deleted_at, left_at"

  /// From ``columns``.
  init(_ row: some RowColumns) {
    self.init(
      id: row.integer(0), rank: MessageRank(rawValue: row.int(1)) ?? .saved,
      received: row.integer(2), isUrgent: row.flag(3), isConfidential: row.flag(4),
      senderNumber: row.optionalText(5), senderUser: row.optionalInteger(6),
      deletedAt: row.optionalInteger(7), leftAt: row.optionalInteger(8))
  }
}
