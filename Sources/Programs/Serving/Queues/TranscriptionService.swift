import Configuration
import Foundation
import Mailbox
import Notifications
import Operations
import SoundFiles
import Store
import Synchronization

/// Turns messages into text, one at a time, on a thread of its own: no call and no delivery waits.
final class TranscriptionService: Service {
  typealias Configuration = ServedConfiguration

  let name = "transcription"
  private let store: Mailboxes
  private let log: Log
  private let folder: String
  private let worker = QueueWorkers(1)
  private let isOver = Atomic(false)
  private let state: Mutex<State>

  private struct State {
    var settings: TranscriptionSettings?
    /// What is wrong with the engine.
    var fault: String?
    /// Until then nothing is tried, because of the fault.
    var heldUntil: Int64 = 0
  }

  private static let stopSeconds = 8.0

  /// Nothing is done before ``start()``.
  init(_ configuration: ServerConfiguration, _ store: Mailboxes, log: Log) {
    self.store = store
    self.log = log
    folder = configuration.dataFolder + "/transcription"
    state = Mutex(State(settings: configuration.transcription?.settings))
  }

  func start() {
    // What a server that died was about to turn into text.
    try? FileManager.default.removeItem(atPath: folder)
    store.follow { [weak self] _ in self?.worker.wakeOne() }
    worker.start { [self] in work() }
  }

  func apply(_ configuration: ServedConfiguration) {
    let settings = configuration.configuration.transcription?.settings
    state.withLock { $0 = State(settings: settings) }
    worker.wakeOne()
  }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    worker.stop(seconds: Self.stopSeconds)
  }

  var health: Health {
    state.withLock(\.fault).map { .limited("Messages wait for their text: \($0)") } ?? .good
  }

  /// - Returns: Whether there was something to do.
  private func work() -> Bool {
    let (settings, heldUntil) = state.withLock { ($0.settings, $0.heldUntil) }
    guard let settings, heldUntil <= ServerClock.now() else { return false }
    do {
      guard let (job, parts) = try store.leaseTranscript() else { return false }
      let outcome = try outcome(of: job, parts, settings)
      try store.settleTranscript(of: job.message, outcome)
      note(outcome, job)
    } catch {
      log.error("A message as text: \(error)", kind: LogKind("transcription"))
      return false
    }
    return true
  }

  private func outcome(
    of job: TranscriptJob, _ parts: [AudioReference], _ settings: TranscriptionSettings
  ) throws -> TranscriptOutcome {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let path = folder + "/message-\(job.message).wav"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let milliseconds: Int
    do {
      milliseconds = try MailSound.write(parts, from: store, to: path)
    } catch {
      return .failed("\(error)")
    }
    return Transcriber(settings).transcribe(
      path, seconds: milliseconds / 1_000, job.language,
      isOver: { [self] in isOver.load(ordering: .relaxed) })
  }

  private func note(_ outcome: TranscriptOutcome, _ job: TranscriptJob) {
    switch outcome {
    case .done:
      log.counters.add(.transcripts)
      log.info("Message \(job.message) was turned into text.")
      let hadFault = state.withLock { state in
        defer { state.fault = nil }
        return state.fault != nil
      }
      if hadFault { log.info("Messages are turned into text again.") }
    case .failed(let fault):
      log.counters.add(.transcriptsFailed)
      log.warning(
        "Message \(job.message) could not be turned into text: \(fault)",
        kind: LogKind("transcription"))
    case .held(let fault):
      if isOver.load(ordering: .relaxed) { return }
      state.withLock { state in
        state.fault = fault
        state.heldUntil = ServerClock.now() + MailSchedule.heldMilliseconds
      }
      log.error("No message is turned into text: \(fault)", kind: LogKind("transcription held"))
    }
  }
}
