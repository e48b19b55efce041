import Audio
import Foundation
import SoundFiles

/// A sound of another system, read when it is needed. The source is never changed.
public enum ForeignSound: Sendable {
  /// The same sound in one file or several, the best one first.
  case files([String])
  /// The bytes of a file that is kept in a database.
  case bytes(name: String, @Sendable () throws -> [UInt8])

  /// The sound in the line's format, as it was recorded: neither trimmed nor levelled.
  /// - Throws: Why the best file that there is cannot be read.
  func recording() throws -> [Int16] {
    try read().sound.resampled(to: LineFormat.sampleRate).samples
  }

  /// The sound as a greeting: trimmed, levelled, without keys in it (requirement G2).
  func greeting(limitSeconds: Int) throws -> [Int16] {
    let (sound, name) = try read()
    let greeting = try sound.importedForLine(name: name)
    guard greeting.milliseconds <= limitSeconds * 1_000 else {
      throw ForeignSoundError(
        description: "\(name) lasts \(greeting.milliseconds / 1_000) s, more than \(limitSeconds).")
    }
    return greeting.samples
  }

  /// The best sound that can be read, and its name.
  private func read() throws -> (sound: Sound, name: String) {
    switch self {
    case .bytes(let name, let bytes):
      return (try Sound.read(bytes: try bytes(), name: name), name)
    case .files(let paths):
      var reason: (any Error)?
      for path in paths {
        do {
          return (try Self.read(path), path)
        } catch {
          reason = reason ?? error
        }
      }
      throw reason ?? ForeignSoundError(description: "There is no sound file.")
    }
  }

  private static func read(_ path: String) throws -> Sound {
    let ending = URL(fileURLWithPath: path).pathExtension
    guard let coding = HeaderlessCoding(fileExtension: ending) else {
      return try Sound.read(path)
    }
    return try Sound.read(path, as: coding)
  }
}

/// Why a sound does not come.
struct ForeignSoundError: Error, CustomStringConvertible {
  let description: String
}
