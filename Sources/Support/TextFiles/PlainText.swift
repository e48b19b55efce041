import Foundation

/// A text that somebody wrote: UTF-8, and no longer than it may be. Accounts, configurations,
/// tables, layouts, scripts and journals are read by it alone: Foundation's JSON5 decoder crashes on
/// a name that is not UTF-8, so no text may reach it unread.
public struct PlainText: Equatable, Sendable {
  /// What is written, without a byte order mark.
  public let text: String

  /// Bytes of a text that people write.
  public static let usualLimit = 16 << 20

  /// Takes bytes as text.
  /// - Throws: ``PlainTextFault`` with the place of the first byte that is no UTF-8.
  public init(bytes: some Collection<UInt8>) throws(PlainTextFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.fault(in: Array(bytes))
    }
    self.text = text.utf8.starts(with: Self.mark) ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// Reads a file.
  /// - Parameter limit: The most bytes that are read.
  /// - Throws: ``PlainTextFault``: it cannot be read, is too long, or is no UTF-8.
  public init(path: String, limit: Int = usualLimit) throws(PlainTextFault) {
    try self.init(bytes: try Self.bytes(of: path, limit: limit))
  }

  /// UTF-8's byte order mark.
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func bytes(of path: String, limit: Int) throws(PlainTextFault) -> Data {
    let data: Data
    do {
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? file.close() }
      data = try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw PlainTextFault(line: nil, reason: reason(of: error))
    }
    guard data.count <= limit else {
      let most = limit >= 1 << 20 ? "\(limit >> 20) MB" : "\(limit) bytes"
      throw PlainTextFault(line: nil, reason: "It is longer than \(most), the most that is read.")
    }
    return data
  }

  private static func reason(of error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileNoSuchFile, .fileReadNoSuchFile: "There is no such file."
    case .fileReadNoPermission: "It may not be read."
    case _: "It cannot be read."
    }
  }

  private static func fault(in bytes: [UInt8]) -> PlainTextFault {
    let start = bytes.prefix(2)
    if start.elementsEqual([0xFF, 0xFE]) || start.elementsEqual([0xFE, 0xFF]) {
      return PlainTextFault(line: nil, reason: "It is no text in UTF-8, but in UTF-16.")
    }
    var parser = UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var place = 0
    while case .valid(let scalar) = parser.parseScalar(from: &rest) { place += scalar.count }
    let line = 1 + bytes.prefix(place).count { $0 == 10 }
    let code = place < bytes.count ? String(bytes[place], radix: 16, uppercase: true) : ""
    return PlainTextFault(
      line: line,
      reason: "It is no text in UTF-8: byte \(place + 1) of the file, 0x\(code), begins no letter.")
  }
}

/// Why a text cannot be read.
public struct PlainTextFault: Error, Equatable, Sendable {
  /// From 1; `nil`: the file as a whole.
  public let line: Int?
  /// A sentence.
  public let reason: String

  init(line: Int?, reason: String) { (self.line, self.reason) = (line, reason) }

  /// The sentence behind a file's name and the line.
  public func sentence(for name: String) -> String {
    line.map { "\(name):\($0): \(reason)" } ?? "\(name): \(reason)"
  }
}
