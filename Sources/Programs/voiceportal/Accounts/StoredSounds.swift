import Administration
import Commands
import Foundation
import Mailbox
import SoundFiles
import Store

/// Sounds of the mailboxes from and to files (requirement G2).
extension AccountsContext {
  /// A file as a sound for the line.
  /// - Throws: ``StoreError`` that says why the file is refused.
  func importSound(_ path: String, limitSeconds: Int, field: String) throws -> Sound {
    do {
      return try Sound.imported(from: path, limitSeconds: limitSeconds)
    } catch {
      throw StoreError.refused(field: field, reason: .sentence(error.description))
    }
  }

  /// A sound that is stored.
  func sound(_ reference: AudioReference, _ arguments: Arguments) throws -> Sound {
    try store(arguments).sound(reference)
  }

  /// Writes a stored sound as a file.
  func export(
    _ reference: AudioReference, to path: String, as format: SoundFormat, _ arguments: Arguments
  ) throws {
    try sound(reference, arguments).write(to: path, format: format)
    write("Wrote \(path).")
  }

  /// The format that the ending of a file's name stands for.
  static func format(of path: String) throws -> SoundFormat {
    let ending = URL(fileURLWithPath: path).pathExtension.lowercased()
    guard let format = SoundFormat.allCases.first(where: { $0.fileExtension == ending }) else {
      throw Failure("\(path): the name must end with .wav, .flac, .ogg or .opus.")
    }
    return format
  }

  /// A length as it is printed, in whole seconds.
  func length(_ milliseconds: Int32) -> String { "\((Int(milliseconds) + 500) / 1_000) s" }
}
