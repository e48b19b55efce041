import CPQ

/// What the server answered to one statement.
@safe final class PostgresAnswer {
  private let result: OpaquePointer

  /// Takes over the result.
  init(_ result: OpaquePointer) { unsafe self.result = result }

  deinit { unsafe PQclear(result) }

  var isGood: Bool {
    let status = unsafe PQresultStatus(result)
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
  }

  var state: String { field("C") ?? "unknown" }

  var message: String { field("M") ?? "the database failed" }

  /// How many rows there are.
  var count: Int32 { unsafe PQntuples(result) }

  var columnCount: Int32 { unsafe PQnfields(result) }

  var changedCount: Int { unsafe Int(String(cString: PQcmdTuples(result))) ?? 0 }

  var tag: String { unsafe String(cString: PQcmdStatus(result)) }

  var parameterTypes: [Oid] {
    unsafe (0..<PQnparams(result)).map { unsafe PQparamtype(result, $0) }
  }

  /// The bytes of a column, valid in `body` alone; empty for null.
  func bytes<T>(
    _ row: Int32, _ column: Int32, _ body: (UnsafeRawBufferPointer) -> T
  ) -> T {
    let start = unsafe PQgetvalue(result, row, column)
    let count = unsafe Int(PQgetlength(result, row, column))
    return unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  func isNull(_ row: Int32, _ column: Int32) -> Bool {
    unsafe PQgetisnull(result, row, column) == 1
  }

  /// A field of an error, by the letter that the protocol gives it.
  private func field(_ letter: Unicode.Scalar) -> String? {
    unsafe PQresultErrorField(result, Int32(letter.value)).map { unsafe String(cString: $0) }
  }
}

/// The columns of one row.
struct PostgresRow: RowColumns {
  let answer: PostgresAnswer
  let index: Int32

  /// Whole numbers of 8, 4 and 2 bytes, and flags of 1.
  func integer(_ column: Int32) -> Int64 {
    unsafe answer.bytes(index, column) { bytes in
      let value = unsafe bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
      let shift = Int64(64 - 8 * bytes.count)
      return (value << shift) >> shift
    }
  }

  /// How many columns there are.
  var count: Int32 { answer.columnCount }

  func isNull(_ column: Int32) -> Bool { answer.isNull(index, column) }

  func text(_ column: Int32) -> String {
    unsafe answer.bytes(index, column) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  func blob(_ column: Int32) -> [UInt8] {
    unsafe answer.bytes(index, column) { unsafe [UInt8]($0) }
  }
}

extension Value {
  /// Appends the value as the protocol's binary form of a type.
  /// - Returns: Whether it is null; `nil` if the value cannot be of this type.
  func append(to bytes: inout [UInt8], as type: Oid) -> Bool? {
    switch self {
    case .integer(let number):
      // The numbers of the types are PostgreSQL's: bool, int8, int2, int4.
      let widths: [Oid: Int] = [16: 1, 20: 8, 21: 2, 23: 4]
      guard let width = widths[type] else { return nil }
      for place in (0..<width).reversed() {
        bytes.append(UInt8(truncatingIfNeeded: number >> Int64(8 * place)))
      }
      return false
    case .text(let text):
      guard type == 25 else { return nil }
      bytes.append(contentsOf: text.utf8)
      return false
    case .blob(let blob):
      guard type == 17 else { return nil }
      bytes.append(contentsOf: blob)
      return false
    case .null:
      return true
    }
  }
}
