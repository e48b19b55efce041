import Audio
import Foundation

/// Makes the sound of a prompt with a speech program, ready for the line and for git.
public enum PromptMaker {
  /// Which program speaks.
  public enum Voice: Sendable, Equatable {
    /// espeak-ng in a language or variant (`en-gb`, `de`, `nl`, `en-us+f3`).
    case espeak(language: String, wordsPerMinute: Int = 150)
    /// flite with one of its English voices (`slt`, `rms`).
    case flite(voice: String)

    /// The program's name.
    public var program: String {
      switch self {
      case .espeak: "espeak-ng"
      case .flite: "flite"
      }
    }

    func arguments(textPath: String, soundPath: String) -> [String] {
      switch self {
      case .espeak(let language, let wordsPerMinute):
        [
          "-v", language, "-s", "\(wordsPerMinute)", "-b", "1", "-f", textPath, "-w", soundPath,
        ]
      case .flite(let voice): ["-voice", voice, "-f", textPath, "-o", soundPath]
      }
    }
  }

  /// Speaks `text` into a file: 8 kHz mono, what is below 100 Hz removed, silence at both ends
  /// trimmed, speech at -20 dBFS with no peak above -3. The file appears only when it is whole.
  ///
  /// - Throws: `PromptMakerError` when the program is missing or fails, `SoundFileError` when the
  ///   file cannot be written.
  public static func make(
    text: String, voice: Voice, to path: String, format: SoundFormat = .oggOpus
  ) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voiceportal-prompt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let textPath = folder.appendingPathComponent("text").path
    let soundPath = folder.appendingPathComponent("sound.wav").path
    // As a file, so that no text can be taken for an option. Without the line end flite 2.2 drops a
    // last sentence of one word.
    try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: textPath))
    if case .flite(let name) = voice, !fliteVoices.contains(name) {
      throw PromptMakerError.failed(program: "flite", reason: "it has no voice \"\(name)\"")
    }
    try SpeechProgram.run(
      voice.program, voice.arguments(textPath: textPath, soundPath: soundPath),
      errorsPath: folder.appendingPathComponent("errors").path)
    let prepared: Sound
    do {
      prepared = try Sound.read(soundPath).preparedForLine(rmsDB: -20, peakLimitDB: -3).sound
    } catch {
      throw PromptMakerError.noSound(program: voice.program, text: text)
    }
    guard !prepared.samples.isEmpty else {
      throw PromptMakerError.noSound(program: voice.program, text: text)
    }
    try prepared.write(to: path, format: format)
  }

  /// flite 2.2 speaks with its first voice, and without an error, when it does not know a name.
  private static let fliteVoices: Set = ["awb", "kal", "kal16", "rms", "slt"]
}

/// Why no speech was made. Each description is a sentence with the program and the reason.
public enum PromptMakerError: Error, Equatable, CustomStringConvertible {
  /// The program is not on this machine.
  case notInstalled(program: String)
  /// The program ended with an error.
  case failed(program: String, reason: String)
  /// The program made nothing that can be heard of the text.
  case noSound(program: String, text: String)

  public var description: String {
    switch self {
    case .notInstalled(let program):
      "\(program) is not installed: it is the Debian package \(program)."
    case .failed(let program, let reason): "\(program) failed: \(reason)."
    case .noSound(let program, let text): "\(program) made no sound of \"\(text)\"."
    }
  }
}
