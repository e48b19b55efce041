import Mailbox
import Synchronization

/// Recordings of calls in memory.
final class MemoryRecordings: PendingRecordings {
  private struct State {
    var lastID: UInt64 = 0
    /// `nil` until the samples are handed over.
    var takes: [UInt64: [Int16]?] = [:]
  }

  private let state = Mutex(State())

  func plan(_ purpose: RecordingPurpose) -> RecordingDestination {
    state.withLock { state in
      state.lastID += 1
      state.takes[state.lastID] = .some(nil)
      return RecordingDestination(id: state.lastID, path: nil, purpose: purpose)
    }
  }

  func prepare(_ destination: RecordingDestination) {}

  func finish(_ id: UInt64, samples: [Int16]) {
    state.withLock { state in
      if state.takes[id] != nil { state.takes[id] = samples }
    }
  }

  func audio(of id: UInt64) throws(StoreError) -> StoredAudio {
    guard let samples = samples(of: id) else { throw .missing(kind: "recording", name: "\(id)") }
    return .samples(samples)
  }

  func discard(_ id: UInt64) {
    state.withLock { _ = $0.takes.removeValue(forKey: id) }
  }

  func abandon(_ id: UInt64) { discard(id) }

  // Nothing outlives the process, so no take waits.
  func hold(_ id: UInt64) -> Bool { true }
  func release(_ id: UInt64) {}
  func release(_ deposit: Deposit) {}
  func waiting() -> [UnfinishedRecording] { [] }
  func adopt(from folder: String) -> [UnfinishedRecording] { [] }
  func hasSound(_ take: UnfinishedRecording) -> Bool { samples(of: take.id) != nil }

  /// The samples of a finished take, which stays; `nil` if there is no such take.
  func samples(of id: UInt64) -> [Int16]? {
    state.withLock { $0.takes[id] ?? nil }
  }
}
