import Dispatch
import Glibc
import Synchronization
import Threads

/// Reads recordings from the disk ahead of the calls that play them, so that the thread of the 20 ms
/// clock never does.
///
/// ```
/// media thread ── copy ──► RecordedSound: a block that is played, and the next one
///                              │ one is wanted                ▲
///                              ▼                              │
///                          RecordingReader's thread ── pread ─┘
/// ```
///
/// A sound waits here at most once, and its next block is wanted a quarter of a second before it is
/// due. So the thread lets some come together: however many calls there are, it is woken at most a
/// hundred times a second.
public final class RecordingReader: Sendable {
  private let inbox = Mutex(Inbox<RecordedSound>())
  private let thread = DispatchQueue(label: "voiceportal.recordings", qos: .userInitiated)
  private let late: @Sendable () -> Void

  /// - Parameter late: Is called, on the reader's thread, for each block that came too late, so that
  ///   a call had a pause in its sound.
  public init(late: @escaping @Sendable () -> Void) { self.late = late }

  /// A sound has a block to read. Any thread; does not wait.
  func read(_ sound: RecordedSound) {
    guard inbox.withLock({ $0.addAnyway(sound) }) == .first else { return }
    thread.async { [self] in
      usleep(10_000)
      for sound in inbox.withLock({ $0.takeAll() }) where sound.readWanted() { late() }
    }
  }
}
