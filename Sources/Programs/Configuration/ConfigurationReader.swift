import Commands
import Foundation
import StrictJSON
import Synchronization

/// Reads a configuration file, and gathers what is wrong with it, so that one run tells all.
package final class ConfigurationReader: Sendable {
  /// The folder of the file, from which its paths count.
  package let folder: String
  private let found = Mutex<[(path: [String], reason: String)]>([])

  private init(folder: String) { self.folder = folder }

  /// Reads a file.
  /// - Throws: ``ConfigurationError``, or ``Failure`` when the file cannot be read.
  package static func read(path: String) throws -> ServerConfiguration {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return try read(try TextFile.read(path), name: path, folder: folder)
  }

  /// Reads a text.
  /// - Parameters:
  ///   - name: What errors call it.
  ///   - folder: From where paths in it count.
  package static func read(
    _ text: String, name: String, folder: String
  ) throws(ConfigurationError) -> ServerConfiguration {
    let outline: JSON5Outline
    do throws(JSON5Fault) {
      outline = try JSON5Outline(of: text)
    } catch {
      throw ConfigurationError(
        faults: [.init(file: name, line: error.line, field: "", reason: error.reason)])
    }
    let reader = ConfigurationReader(folder: folder)
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    if let key = readerKey { decoder.userInfo[key] = reader }
    var configuration: ServerConfiguration?
    do {
      configuration = try decoder.decode(ServerConfiguration.self, from: Data(text.utf8))
    } catch {
      reader.note(error, at: [])
    }
    let faults = reader.faults(file: name, outline: outline)
    guard faults.isEmpty, let configuration else { throw ConfigurationError(faults: faults) }
    return configuration
  }

  package func note(_ reason: String, at path: [any CodingKey]) {
    let names = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
    found.withLock { $0.append((names, reason)) }
  }

  package func note(_ error: any Error, at path: [any CodingKey]) {
    switch error {
    case let error as DecodingError: note(error.reason, at: error.place)
    case let refusal as BadValue: note(refusal.reason, at: path)
    case _: note("\(error)", at: path)
    }
  }

  private func faults(file: String, outline: JSON5Outline) -> [ConfigurationError.Fault] {
    found.withLock(\.self).map { path, reason in
      let field = path.map { part in Int(part).map { "\($0 + 1)" } ?? part }
      return ConfigurationError.Fault(
        file: file, line: outline.line(of: path), field: field.joined(separator: " "),
        reason: reason)
    }.enumerated().sorted { a, b in
      (a.element.line ?? 0, a.offset) < (b.element.line ?? 0, b.offset)
    }.map(\.element)
  }
}

/// Under which Foundation hands the reader to every value that it decodes.
private let readerKey = CodingUserInfoKey(rawValue: "reader")

extension Decoder {
  package var reader: ConfigurationReader? {
    readerKey.flatMap { userInfo[$0] } as? ConfigurationReader
  }
}
