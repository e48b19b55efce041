import Dispatch
import SoundFiles
import Speech
import Synchronization

/// Speaks clips into files, as many at a time as the machine has cores.
struct PromptsMaking {
  /// What came of it.
  struct Report {
    var made: [Clip] = []
    /// A sentence each.
    var failures: [String] = []
  }

  /// What the sounds are kept in: small enough for a repository.
  static let format = SoundFormat.oggOpus

  let voice: PromptMaker.Voice
  let folder: String

  /// Makes each clip's file anew. A clip that fails keeps the sound it had.
  func make(_ clips: [Clip]) -> Report {
    let report = Mutex(Report())
    DispatchQueue.concurrentPerform(iterations: clips.count) { index in
      let clip = clips[index]
      let path = "\(folder)/\(clip.name).\(Self.format.fileExtension)"
      do {
        try PromptMaker.make(text: clip.text, voice: voice, to: path, format: Self.format)
        report.withLock { $0.made.append(clip) }
      } catch {
        report.withLock { $0.failures.append("The clip \(clip.name) was not made. \(error)") }
      }
    }
    return report.withLock { $0 }
  }
}
