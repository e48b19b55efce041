import Audio
import Configuration
import DTMFTrials
import Foundation
import SoundFiles

/// Sound without a key in it, on which a detector must stay silent.
struct DTMFSpeech {
  /// What a set is, and its sounds at 8 kHz after µ-law.
  struct Set {
    let name: String
    let sounds: [[Int16]]

    var seconds: Double { Double(sounds.reduce(0) { $0 + $1.count }) / 8000 }
  }

  /// How fast each sound is played, which moves its pitch as well.
  static let speeds = [0.8, 0.9, 1.0, 1.12, 1.25]

  /// The sets that this machine has: the product's prompts; made speech when espeak-ng is
  /// installed; recorded speech and music when Debian's packages of Asterisk sounds are; made music
  /// and noise.
  /// - Parameter seed: another one gives other voices, speeds, tunes.
  static func sets(prompts: String, seed: Int) -> [Set] {
    let speeds = speeds.map { $0 * (1 + 0.013 * Double(seed % 7)) }
    let people = "/usr/share/asterisk/sounds"
    let music = "/usr/share/asterisk/moh"
    return [
      Set(name: "prompts", sounds: read(files(in: prompts), speeds: speeds)),
      Set(name: "made speech", sounds: made(seed: seed)),
      Set(name: "recorded speech", sounds: read(files(in: people), speeds: speeds)),
      Set(name: "music on hold", sounds: read(files(in: music), speeds: speeds)),
      Set(
        name: "made music",
        sounds: (1...12).map { TrialMusic.music(seconds: 600, seed: UInt64(100 * seed + $0)) }),
      Set(name: "noise", sounds: [TrialMusic.noise(seconds: 600, seed: UInt64(seed))]),
    ].filter { !$0.sounds.isEmpty }
  }

  private static func files(in folder: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".wav") || $0.hasSuffix(".opus") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  private static func read(_ paths: [String], speeds: [Double]) -> [[Int16]] {
    paths.flatMap { path in
      // What cannot be read is left out: these files are not ours.
      (try? Sound.read(path)).map { sound in speeds.map { line(sound, speed: $0) } } ?? []
    }
  }

  /// At the level of a loud talker: -13 dBm0.
  private static func line(_ sound: Sound, speed: Double) -> [Int16] {
    let rate = Int((Double(sound.sampleRate) * speed).rounded())
    return Resampler(from: rate, to: LineFormat.sampleRate).resample(sound.samples)
      .levelled(to: -19.15, peakLimitDB: -0.1).map(Companding.muLaw)
  }

  private static func made(seed: Int) -> [[Int16]] {
    let kinds =
      seed % 2 == 0
      ? ["m1", "m3", "m7", "f1", "f2", "f4", "croak"]
      : ["m2", "m4", "m6", "f3", "f5", "klatt2", "Andrea"]
    let voices = ["en", "en-us", "de", "nl", "fr", "es", "it", "sv", "pl"].flatMap { language in
      kinds.map { "\(language)+\($0)" }
    }
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "voiceportal-bench-\(getpid())").path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return voices.flatMap { voice in
      let path = "\(folder)/\(voice).opus"
      // Without espeak-ng there is no made speech.
      try? PromptMaker.make(text: text, voice: .espeak(language: voice), to: path)
      return read([path], speeds: [0.9, 1.0, 1.15].map { $0 * (1 + 0.013 * Double(seed % 7)) })
    }
  }

  private static let text = """
    You have three new messages and seventeen saved messages. To listen to your messages, press \
    one. Hello, this is Joanna from the office: the meeting of tomorrow has been moved to the \
    afternoon, because the train is late. We were away a year ago. Nine men were moving more merry \
    animals in June. Why would you ever owe me money? Five women gave away a blue umbrella, and one \
    wore a warm yellow woollen hat. I really enjoy the evenings by the sea, when all the birds are \
    flying low over the water.
    """
}
