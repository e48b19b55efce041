import CSQLite

/// What can be bound to a `?` of a statement.
enum Value: Sendable {
  case integer(Int64)
  case text(String)
  case blob([UInt8])
  case null

  static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
  static func integer(_ value: Int32) -> Value { .integer(Int64(value)) }
  static func flag(_ value: Bool) -> Value { .integer(value ? 1 : 0) }
  static func optional(_ value: Int64?) -> Value { value.map(Value.integer) ?? .null }
  static func optional(_ value: String?) -> Value { value.map(Value.text) ?? .null }
  /// SQLite has no unsigned numbers: the bits are kept.
  static func bits(_ value: UInt64) -> Value { .integer(Int64(bitPattern: value)) }
}

/// One prepared statement. It belongs to one ``Database`` and dies with it.
@safe final class Statement {
  private let handle: OpaquePointer

  /// Takes over the handle.
  init(_ handle: OpaquePointer) { unsafe self.handle = handle }

  deinit { unsafe sqlite3_finalize(handle) }

  /// Binds the values from the first `?` on. The code is SQLite's.
  func bind(_ values: [Value]) -> Int32 {
    var index: Int32 = 0
    for value in values {
      index += 1
      let code = bind(value, at: index)
      if code != SQLITE_OK { return code }
    }
    return SQLITE_OK
  }

  /// One step; the code is `SQLITE_ROW`, `SQLITE_DONE` or an error.
  func step() -> Int32 { unsafe sqlite3_step(handle) }

  /// Ends the run and lets go of what was bound, passcode hashes among it.
  func reset() {
    unsafe sqlite3_reset(handle)
    unsafe sqlite3_clear_bindings(handle)
  }

  /// How many steps of SQLite's machine the statement took so far.
  var machineSteps: Int {
    unsafe Int(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 0))
  }

  /// The row at which the statement stands.
  var row: Row { unsafe Row(handle: handle) }

  private func bind(_ value: Value, at index: Int32) -> Int32 {
    switch value {
    case .integer(let number):
      return unsafe sqlite3_bind_int64(handle, index, number)
    case .text(let text):
      var text = text
      return text.withUTF8 { utf8 in
        unsafe utf8.withMemoryRebound(to: CChar.self) { bytes in
          unsafe voiceportal_bind_text(handle, index, bytes.baseAddress, Int32(bytes.count))
        }
      }
    case .blob(let bytes):
      return unsafe bytes.withUnsafeBytes { buffer in
        unsafe voiceportal_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count))
      }
    case .null:
      return unsafe sqlite3_bind_null(handle, index)
    }
  }
}

/// The columns of the row at which a statement stands; valid until its next step.
@safe struct Row: RowColumns {
  fileprivate let handle: OpaquePointer

  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  /// How many columns there are.
  var count: Int32 { unsafe sqlite3_column_count(handle) }

  func isNull(_ column: Int32) -> Bool {
    unsafe sqlite3_column_type(handle, column) == SQLITE_NULL
  }

  func text(_ column: Int32) -> String {
    guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: count))
  }
}
