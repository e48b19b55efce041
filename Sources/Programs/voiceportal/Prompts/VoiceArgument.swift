import Commands
import Foundation
import SoundFiles

extension SpeechVoice {
  /// Reads `--voice`.
  /// - Parameter python: The Python that has Pico.
  /// - Throws: `UsageError`.
  init(argument: String, python: String) throws {
    let fields = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard fields.count == 2, !fields[1].isEmpty else { throw Self.unknown(argument) }
    let name = fields[1]
    switch fields[0] {
    case "pico": self = .pico(voice: name, python: python)
    case "flite": self = .flite(voice: name)
    case "espeak-ng": self = try Self.espeak(name)
    case "piper":
      guard FileManager.default.isReadableFile(atPath: name) else {
        throw UsageError(reason: "there is no model \(name).")
      }
      self = .piper(model: name)
    case "command": self = .command(name)
    default: throw Self.unknown(argument)
    }
  }

  private static func espeak(_ name: String) throws -> SpeechVoice {
    let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 1 { return .espeak(language: name) }
    guard parts.count == 2, let words = Int(parts[1]), (80...450).contains(words) else {
      throw UsageError(reason: "a speed is 80 to 450 words a minute, as in espeak-ng:nl@130.")
    }
    return .espeak(language: parts[0], wordsPerMinute: words)
  }

  private static func unknown(_ argument: String) -> UsageError {
    UsageError(
      reason: "--voice is pico:NAME, flite:NAME, espeak-ng:NAME, piper:MODEL.onnx or"
        + " command:PROGRAM, not '\(argument)'.")
  }
}
