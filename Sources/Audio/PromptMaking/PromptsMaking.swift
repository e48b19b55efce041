import Dispatch
import Foundation
package import Mailbox
package import SoundFiles
package import Speech
import Synchronization

/// Speaks clips into files, as many at a time as the machine has cores.
package struct PromptsMaking {
  /// What came of it.
  package struct Report {
    package var made: [Clip] = []
    /// A sentence each.
    package var failures: [String] = []
  }

  private let voice: SpeechVoice
  private let folder: String

  /// - Parameter folder: Of the language.
  package init(voice: SpeechVoice, folder: String) { (self.voice, self.folder) = (voice, folder) }

  /// Makes each clip's file anew. A clip that fails keeps the sound it had.
  package func make(_ clips: [Clip]) -> Report {
    // A program that is not there fails for every clip: one sentence is enough.
    if let first = clips.first, let missing = missingProgram(first) {
      return Report(failures: [missing])
    }
    let report = Mutex(Report())
    DispatchQueue.concurrentPerform(iterations: clips.count) { index in
      let clip = clips[index]
      do {
        try make(clip)
        report.withLock { $0.made.append(clip) }
      } catch {
        report.withLock { $0.failures.append("The clip \(clip.name) was not made. \(error)") }
      }
    }
    return report.withLock { $0 }
  }

  private func make(_ clip: Clip) throws {
    try PromptMaker.make(
      text: script(of: clip), voice: voice,
      to: "\(folder)/\(clip.name).\(PromptSound.format.fileExtension)")
  }

  private func missingProgram(_ clip: Clip) -> String? {
    do {
      try make(clip)
    } catch PromptMakerError.notInstalled(let program, let remedy) {
      return "\(PromptMakerError.notInstalled(program: program, remedy: remedy))"
    } catch {
      // Told again with the others.
    }
    return nil
  }

  /// The text as the program says it best.
  private func script(of clip: Clip) -> String {
    guard case .espeak(let language, _) = voice, language.hasPrefix("nl") else {
      return clip.script
    }
    // espeak-ng says "Eén" with a capital letter in two syllables.
    return clip.script.replacing("Eén", with: "één")
  }

  /// The voice of a language that the product's own prompts have.
  package static func usualVoice(of language: Language, python: String) -> SpeechVoice {
    switch language {
    case .en: .pico(voice: "en-GB", python: python)
    case .de: .pico(voice: "de-DE", python: python)
    case .nl: .espeak(language: "nl", wordsPerMinute: 130)
    }
  }

  /// The Python that has Pico: the environment that the message of a failure tells how to make, or
  /// the system's.
  package static func python(prompts: String) -> String {
    let own = prompts + "/.venv/bin/python3"
    return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
  }
}
