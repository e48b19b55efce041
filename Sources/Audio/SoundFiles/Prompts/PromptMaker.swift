import Foundation

/// Makes the sound of a prompt with a speech program, ready for the line and for git.
public enum PromptMaker {
  /// Speaks `text` into a file, prepared as ``PromptSound`` tells. The file appears only when it is
  /// whole.
  ///
  /// - Throws: `PromptMakerError` when the program is missing or fails, `SoundFileError` when the
  ///   file cannot be written.
  public static func make(text: String, voice: SpeechVoice, to path: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("voiceportal-prompt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let textPath = folder.appendingPathComponent("text").path
    let soundPath = folder.appendingPathComponent("sound.wav").path
    // Without the line end flite 2.2 drops a last sentence of one word.
    try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: textPath))
    if case .flite(let name) = voice, !fliteVoices.contains(name) {
      throw PromptMakerError.failed(program: "flite", reason: "it has no voice \"\(name)\"")
    }
    try SpeechProgram.run(
      voice, voice.line(text: text, textPath: textPath, soundPath: soundPath),
      errorsPath: folder.appendingPathComponent("errors").path)
    guard let spoken = try? Sound.read(soundPath) else {
      throw PromptMakerError.noSound(program: voice.program, text: text)
    }
    guard try PromptSound.write(spoken, to: path) else {
      throw PromptMakerError.noSound(program: voice.program, text: text)
    }
  }

  /// flite 2.2 speaks with its first voice, and without an error, when it does not know a name.
  private static let fliteVoices: Set = ["awb", "kal", "kal16", "rms", "slt"]
}

/// Why no speech was made. Each description is a sentence with the program and the reason.
public enum PromptMakerError: Error, Equatable, CustomStringConvertible {
  /// The program is not on this machine.
  case notInstalled(program: String, remedy: String)
  /// The program ended with an error.
  case failed(program: String, reason: String)
  /// The program made nothing that can be heard of the text.
  case noSound(program: String, text: String)

  public var description: String {
    switch self {
    case .notInstalled(let program, let remedy): "\(program) is not installed: \(remedy)."
    case .failed(let program, let reason): "\(program) failed: \(reason)."
    case .noSound(let program, let text): "\(program) made no sound of \"\(text)\"."
    }
  }
}
