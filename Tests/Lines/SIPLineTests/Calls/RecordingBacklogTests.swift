import Dispatch
import Mailbox
import Operations
import Store
import Synchronization
import Testing

@testable import SIPLine

/// Captured sound that waits for a disk that is too slow.
@Suite struct RecordingBacklogTests {
  private let store = Mailboxes(now: { 0 })
  private let log = NotedLog()
  private let second = [Int16](repeating: 1_000, count: 8_000)
  private let queue = WriterQueue(
    opening: DispatchQueue(label: "test.opening"), writing: DispatchQueue(label: "test.writing"))

  /// A writer whose file is there.
  private func writer(within backlog: RecordingBacklog) throws -> RecordingWriter {
    let writer = RecordingWriter(
      into: try store.takes.begin(.draft), of: store.takes, longestSeconds: 60, on: queue,
      within: backlog, log: log.log, call: "00000001", begun: { _ in })
    queue.opening.sync {}
    return writer
  }

  private func finish(
    _ writer: RecordingWriter, _ rest: [Int16] = []
  ) async -> FinishedRecording {
    await withCheckedContinuation { continuation in
      writer.finish(rest, .key, by: "#", droppingLast: 100) { continuation.resume(returning: $0) }
    }
  }

  @Test func `a recording of which too much waits ends with what came before`() async throws {
    let backlog = RecordingBacklog(mostSecondsOfOne: 2, mostSecondsOfAll: 100)
    let writer = try writer(within: backlog)
    let endings = Mutex<[FinishedRecording.Ending]>([])
    queue.writing.suspend()
    for _ in 0..<4 { writer.append(second) { ending in endings.withLock { $0.append(ending) } } }
    #expect(endings.withLock { $0 } == [.failure])
    #expect(backlog.seconds == 2)
    queue.writing.resume()
    let take = await finish(writer, second)
    #expect(take.ending == .failure)
    #expect(take.milliseconds == 2_000)
    #expect(backlog.seconds == 0)
    #expect(log.log.counters[.recordingsCut] == 1)
    #expect(log.log.counters[.recordingsFailed] == 1)
    #expect(log.lines.contains { $0.contains("call=00000001") && $0.contains("too slow") })
  }

  @Test func `all recordings together have room for so much`() async throws {
    let backlog = RecordingBacklog(mostSecondsOfOne: 2, mostSecondsOfAll: 3)
    let (first, other) = (try writer(within: backlog), try writer(within: backlog))
    queue.writing.suspend()
    for _ in 0..<2 { first.append(second) { _ in } }
    for _ in 0..<2 { other.append(second) { _ in } }
    #expect(backlog.seconds == 3)
    queue.writing.resume()
    #expect(await finish(first).ending == .key)
    #expect(await finish(other).milliseconds == 1_000)
    #expect(backlog.seconds == 0)
    #expect(log.log.counters[.recordingsCut] == 1)
  }

  @Test func `a disk that keeps up takes a recording of any length`() async throws {
    let backlog = RecordingBacklog(mostSecondsOfOne: 2, mostSecondsOfAll: 2)
    let writer = try writer(within: backlog)
    for _ in 0..<5 {
      writer.append(second) { _ in }
      queue.writing.sync {}
    }
    let take = await finish(writer)
    #expect(take.ending == .key)
    #expect(take.milliseconds == 4_900)
  }
}
