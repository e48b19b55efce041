import Audio
import Commands
import Configuration
import Foundation
import ScriptLine
import SoundFiles
import Store

/// What is spoilt and comes from files: accounts that scripts name, journals of calls, sounds.
enum FuzzFiles {
  /// Where scripts find accounts; made at the first use, removed with the process.
  static let folder: String = {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-fuzz-\(getpid())").path
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    try? FuzzTexts.accounts[0].write(
      toFile: folder + "/a.json5", atomically: true, encoding: .utf8)
    return folder
  }()

  /// Removes ``folder``.
  static func clean() { try? FileManager.default.removeItem(atPath: folder) }

  /// Journals of the calls of all scripts.
  static let journals = Result<[String], any Error> {
    try FuzzTexts.scripts.flatMap { text in
      let script = try CallScript(text, name: "fuzz.call", folder: folder)
      return ScriptPlayer.play(script, in: ScriptSetting()).journals
    }
  }

  /// A word in every format that can be written alike each time, and two prompts of the product.
  static let sounds: [[UInt8]] = {
    let word = Tone.sine(hertz: 300, milliseconds: 60, levelDB: -20)
    var sounds: [[UInt8]] = []
    for format in [SoundFormat.wav, .wavMuLaw, .flac] {
      for rate in [8_000, 44_100] {
        let path = "\(folder)/\(format.rawValue)-\(rate)"
        try? Sound(samples: word, sampleRate: rate).write(to: path, format: format)
        if let bytes = FileManager.default.contents(atPath: path) { sounds.append([UInt8](bytes)) }
      }
    }
    sounds += handmade(word)
    guard let prompts = try? Installation.prompts() else { return sounds }
    for name in ["number-8", "word-at", "key-8"] {
      let bytes = FileManager.default.contents(atPath: "\(prompts)/en/\(name).opus")
      if let bytes { sounds.append([UInt8](bytes)) }
    }
    return sounds
  }()

  /// AU, AIFF and other kinds of WAV.
  private static func handmade(_ word: [Int16]) -> [[UInt8]] {
    let big = word.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    func number(_ value: Int, _ length: Int) -> [UInt8] {
      (0..<length).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    func little(_ value: Int, _ length: Int) -> [UInt8] { number(value, length).reversed() }
    func wave(_ kind: Int, _ bits: Int, _ channels: Int) -> [UInt8] {
      let frame = bits * channels / 8
      return Array("RIFF".utf8) + little(36 + big.count, 4) + Array("WAVEfmt ".utf8)
        + little(16, 4) + little(kind, 2) + little(channels, 2) + little(8_000, 4)
        + little(8_000 * frame, 4) + little(frame, 2) + little(bits, 2) + Array("data".utf8)
        + little(big.count, 4) + big
    }
    let au = Array(".snd".utf8) + [24, big.count, 3, 8_000, 1].flatMap { number($0, 4) } + big
    let rate: [UInt8] = [0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0]
    let common = number(1, 2) + number(word.count, 4) + number(16, 2) + rate
    let aiff =
      Array("FORM".utf8) + number(46 + big.count, 4) + Array("AIFFCOMM".utf8) + number(18, 4)
      + common + Array("SSND".utf8) + number(big.count + 8, 4) + number(0, 8) + big
    // PCM of 8, 24 and 32 bits, floating point, A-law, IMA and Microsoft ADPCM, GSM, eight channels.
    let kinds = [(1, 8, 1), (1, 24, 2), (1, 32, 1), (3, 32, 1), (3, 64, 1), (6, 8, 1)]
    let packed = [(17, 4, 1), (2, 4, 1), (49, 0, 1), (1, 16, 8)]
    return [au, aiff] + (kinds + packed).map { wave($0.0, $0.1, $0.2) }
  }
}
