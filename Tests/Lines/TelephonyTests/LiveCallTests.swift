import CallFlow
import Foundation
import Mailbox
import Portal
import Store
import Telephony
import Testing

/// What a call does on the thread of all calls.
@Suite struct LiveCallTests {
  @Test func `a call plans its recording and leaves the disk to its line`() throws {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try WaitingRecordingsTests.makeMailbox(in: folder)
    let store = try Mailboxes(directory: folder, options: WaitingRecordingsTests.options)
    defer { store.close() }
    let files = { try FileManager.default.contentsOfDirectory(atPath: folder + "/incoming") }

    var line = NotedLine()
    var live = LiveCall(
      IncomingCall(from: "0301234567", trust: .claimed, to: "111", condition: .noAnswer),
      language: .de, following: try Script<VoicePortal>(), store: store, token: CallToken(1))
    live.tell(.began, at: 0, on: &line)
    while line.destination == nil, let ticket = line.spoken.popLast() {
      live.tell(.spoken(ticket), at: 1_000, on: &line)
    }
    let destination = try #require(line.destination)
    #expect(try files().isEmpty)

    let recorder = Recorder(into: destination, of: store.takes, longestSeconds: 60)
    #expect(try files().sorted() == ["\(destination.id).json", "\(destination.id).wav"])
    _ = recorder.append(WaitingRecordingsTests.speech(seconds: 2))
    let ticket = try #require(line.recording)
    live.tell(.recorded(ticket, recorder.finish(.hangUp)), at: 3_000, on: &line)
    live.tell(.hungUp, at: 3_000, on: &line)
    #expect(live.isOver)
    #expect(try files().isEmpty)
    #expect(try store.accounts.messages(of: 1).count == 1)
  }

  @Test func `a recording that the disk does not take says so at once`() throws {
    let store = Mailboxes(now: { 0 })
    let destination = RecordingDestination(id: 1, path: "/nowhere/1.wav", purpose: .draft)
    let recorder = Recorder(into: destination, of: store.takes, longestSeconds: 60)
    #expect(recorder.failure?.contains("/nowhere/1.wav") == true)
    #expect(recorder.finish(.key).ending == .failure)
  }
}

/// A line that notes what it is asked for.
private struct NotedLine: Line {
  var spoken: [Ticket] = []
  var recording: Ticket?
  var destination: RecordingDestination?

  mutating func answer() {}
  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale) {
    spoken = [ticket]
  }
  mutating func hush() {}
  mutating func transport(_ transport: Transport) {}
  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination
  ) {
    (recording, self.destination) = (ticket, destination)
  }
  mutating func stopRecording() {}
  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?) {}
  mutating func refuse(_ reason: Phrase, in language: Language) {}
  mutating func hangUp() {}
}
