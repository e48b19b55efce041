import Foundation
import Synchronization
import Testing

@testable import Operations

@Suite struct LogTests {
  /// A log whose lines are kept, under a clock that stands where it is put.
  final class Kept: Sendable {
    let time = Atomic<Int64>(1_764_385_620_123)
    let buffer: LogBuffer

    init(capacity: Int = 100) { buffer = LogBuffer(capacity: capacity) }

    var log: Log { Log(into: buffer, now: { self.time.load(ordering: .relaxed) }) }

    func written() -> [String] {
      guard case .write(let lines) = buffer.next(at: time.load(ordering: .relaxed)) else {
        return []
      }
      return lines.map { $0.text(as: buffer.options.format) }
    }
  }

  @Test func `a line has its time, level, module, call and fields`() {
    let kept = Kept()
    kept.log.info(
      "The caller hung up.", call: "4f2a",
      fields: [LogField("to", "111"), LogField("by", "Anna Berg"), LogField("seconds", 1.5)])
    #expect(
      kept.written() == [
        "2025-11-29T03:07:00.123Z info OperationsTests call=4f2a The caller hung up. "
          + "to=111 by=\"Anna Berg\" seconds=1.5"
      ])
  }

  @Test(arguments: zip(LogLevel.allCases, [7, 6, 4, 3]))
  func `a line for the journal has syslog's priority and no time`(level: LogLevel, number: Int) {
    let line = LogLine(
      time: 0, level: level, module: "SIPLine", call: "4f2a", sentence: "One.\nTwo.",
      fields: [LogField("to", "111")])
    #expect(line.journalText == "<\(number)>SIPLine call=4f2a One. | Two. to=111")
  }

  @Test func `a line is an object for programs`() throws {
    let kept = Kept()
    kept.log.options.format = .json
    kept.log.warning(
      "From \"a\"\n\u{1B}\\\u{202E}", call: "4f2a", fields: [LogField("packets", 12)])
    let line = try #require(kept.written().first)
    #expect(
      line == #"{"time":"2025-11-29T03:07:00.123Z","level":"warning","module":"OperationsTests","#
        + #""call":"4f2a","message":"From \"a\"\n\u001b\\\u202e","packets":12}"#)
    #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
  }

  @Test func `lines below the level are left out, and the level may change at any time`() {
    let kept = Kept()
    kept.log.debug("1")
    kept.log.options.level = .debug
    kept.log.debug("2")
    kept.log.options.level = .error
    kept.log.info("3")
    kept.log.warning("4")
    kept.log.error("5")
    #expect(kept.written().map { $0.suffix(1) } == ["2", "5"])
    #expect(kept.buffer.droppedLines == 0)
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
  ])
  func `a time is written as ISO 8601`(milliseconds: Int64, text: String) {
    #expect(LogLine.timeText(milliseconds) == text)
  }

  @Test func `a caller's text cannot begin a line of its own`() {
    let kept = Kept()
    kept.log.warning("From 'a\r\n2026 error forged\u{1B}[2J\u{202E}'")
    let lines = kept.written()
    #expect(lines.count == 1)
    #expect(lines[0].hasSuffix("From 'a\\u{d} | 2026 error forged\\u{1b}[2J\\u{202e}'"))
  }

  @Test func `a flood of one kind is summed up`() {
    let kept = Kept()
    for number in 1...135 { kept.log.warning("Packet \(number) is broken.") }
    #expect(kept.written().count == 5)
    kept.time.add(10_000, ordering: .relaxed)
    #expect(kept.written().map { $0.contains("130 more: Packet 135 is broken.") } == [true])
  }

  @Test func `kinds are summed up apart, and what is ordinary never is`() {
    let kept = Kept()
    for _ in 1...6 {
      kept.log.warning("one")
      kept.log.error("other")
      kept.log.info("call")
    }
    #expect(kept.written().count == 16)
  }

  @Test func `lines that find no room are counted and told`() {
    let kept = Kept(capacity: 3)
    for number in 1...10 { kept.log.info("\(number)") }
    let lines = kept.written()
    #expect(lines.count == 4)
    #expect(lines.last?.hasSuffix("7 lines are lost.") == true)
    #expect(kept.buffer.droppedLines == 7)
  }

  @Test func `a reader that stalls holds up nobody who writes, nor the end`() {
    let buffer = LogBuffer(capacity: 10)
    let (began, reader) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let writer = LogWriter(
      buffer, now: { 0 },
      write: { _ in
        began.signal()
        reader.wait()
        return true
      })
    let log = Log(into: buffer, now: { 0 })
    log.info("first")
    began.wait()
    for number in 1...1_000 { log.info("\(number)") }
    #expect(buffer.droppedLines == 990)
    #expect(writer.close(withinMilliseconds: 1) == false)
    reader.signal()
    reader.signal()
    #expect(writer.close(withinMilliseconds: 60_000))
  }

  @Test func `what waits at the end is written`() {
    let text = Mutex("")
    let buffer = LogBuffer()
    let writer = LogWriter(
      buffer, now: { 0 },
      write: { bytes in
        text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        return true
      })
    for number in 1...100 { Log(into: buffer, now: { 0 }).info("\(number)") }
    #expect(writer.close(withinMilliseconds: 60_000))
    #expect(text.withLock { $0 }.split(separator: "\n").count == 100)
  }

  @Test func `lines that nobody takes are counted, and told when a reader is back`() {
    let kept = Kept()
    kept.log.info("first")
    kept.log.info("second")
    #expect(kept.written().count == 2)
    kept.buffer.note(2, wereWritten: false)
    // The number alone does not ask again and again whether a reader is back.
    #expect(kept.written() == [])
    #expect(kept.buffer.droppedLines == 2)
    kept.log.info("third")
    let lines = kept.written()
    #expect(lines.count == 2)
    #expect(lines.last?.hasSuffix("2 lines are lost.") == true)
  }

  @Test func `a long sentence is cut`() {
    let line = LogLine(
      time: 0, level: .info, module: "Store", call: nil,
      sentence: String(repeating: "ä", count: 60_000))
    #expect(line.text.utf8.count < 1_100)
  }
}
