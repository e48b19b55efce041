import Audio
import Commands
import Foundation
import SoundFiles

/// `voiceportal dtmf`: the keys heard in sound files.
enum DTMFCommand: ShellCommand {
  static let form = CommandForm(
    "dtmf", "print the keys heard in sound files", arguments: "FILE…",
    options: [
      .flag(
        "--json",
        """
        an object a file and line: its name, and of each key the start and the length in
        milliseconds, the level of its low tone (RMS, dBFS) and its twist (how much louder
        the high tone is, dB)
        """)
    ],
    about: """
      Prints a line a file: its name, a tab, and the keys that are heard in it. Any file that
      libsndfile reads will do, of any sample rate; channels are mixed. A file that cannot be read
      is told on standard error, the others are still read, and the exit code is 1.
      """)

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: form)
    if arguments.rest.isEmpty { throw UsageError(reason: "name at least one sound file.") }
    var code = ExitCode.good
    for path in arguments.rest {
      do {
        let keys = try keys(in: path)
        let line = arguments.has("--json") ? try json(path, keys) : text(path, keys)
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
      } catch {
        Terminal.complain("voiceportal dtmf: \(error)")
        code = .failed
      }
    }
    return code
  }

  private static func keys(in path: String) throws -> [DTMFKey] {
    let sound = try Sound.read(path, limitSeconds: 86_400).resampled(to: LineFormat.sampleRate)
    var detector = DTMFDetector()
    var keys: [DTMFKey] = []
    detector.listen(to: sound.samples.span) { keys.append($0) }
    detector.finish { keys.append($0) }
    return keys
  }

  private static func text(_ path: String, _ keys: [DTMFKey]) -> String {
    path + "\t" + String(decoding: keys.map(\.key), as: UTF8.self)
  }

  private struct Row: Encodable {
    struct Key: Encodable {
      var key: String
      var startMilliseconds, lengthMilliseconds: Int
      var levelDB, twistDB: Double
    }

    var file: String
    var keys: [Key]
  }

  private static func json(_ path: String, _ keys: [DTMFKey]) throws -> String {
    let row = Row(
      file: path,
      keys: keys.map { key in
        Row.Key(
          key: String(decoding: [key.key], as: UTF8.self),
          startMilliseconds: LineFormat.milliseconds(ofSamples: key.start),
          lengthMilliseconds: LineFormat.milliseconds(ofSamples: key.length),
          levelDB: tenth(key.levelDB), twistDB: tenth(key.twistDB))
      })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(row), as: UTF8.self)
  }

  /// To one decimal, and never as minus zero.
  private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 + 0 }
}
