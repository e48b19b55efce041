public import CallFlow
import Foundation
public import Mailbox
public import Portal

/// A journal as a text file: a head, then a line a step.
///
/// ```
/// voiceportal journal 1 en {"from":"…","to":"…","trust":"claimed"}
/// 0 began | arriving fetching; fetch 1 arrive … to …
/// 0 fetched 1 {"arrival":…} | enter-passcode speaking; answer; say 2 [enter-passcode]
/// 1200 key ? | enter-passcode listening; hush
/// ```
///
/// A `?` stands for a digit of a passcode. The digits are nowhere in the file.
public struct JournalText: Equatable, Sendable {
  public var incoming: IncomingCall
  public var language: Language
  public var entries: [Journal<VoicePortal>.Entry]

  /// No time of a journal is greater, in milliseconds: a hundred years.
  public static let longestCall: Moment = 36_500 * 86_400_000

  /// The journal of a call that began as `incoming`.
  public init(
    _ incoming: IncomingCall, language: Language, entries: [Journal<VoicePortal>.Entry]
  ) {
    self.incoming = incoming
    self.language = language
    self.entries = entries
  }

  /// The whole file.
  public var text: String {
    let head = "voiceportal journal 1 \(language.rawValue) \(Self.json(incoming))"
    return ([head] + entries.map(Self.line)).joined(separator: "\n") + "\n"
  }

  /// Reads what ``text`` wrote.
  /// - Throws: ``JournalError`` with the line and the reason.
  public init(_ text: String) throws(JournalError) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    let head = lines.first?.split(separator: " ", maxSplits: 4).map(String.init) ?? []
    guard head.count == 5, head[0] == "voiceportal", head[1] == "journal" else {
      throw JournalError(line: 1, reason: "this is not a journal of voiceportal")
    }
    guard head[2] == "1", let language = Language(rawValue: head[3]),
      let incoming = Self.value(IncomingCall.self, head[4])
    else {
      throw JournalError(line: 1, reason: "the head of the journal is not readable")
    }
    (self.incoming, self.language, entries) = (incoming, language, [])
    for (index, line) in lines.enumerated().dropFirst() {
      guard let entry = Self.entry(line) else {
        throw JournalError(line: index + 1, reason: "'\(line.prefix(60))' is no step of a call")
      }
      // The flow counts on a clock that never goes back, and adds to what it shows.
      guard (0...Self.longestCall).contains(entry.at) else {
        throw JournalError(line: index + 1, reason: "no call lasts \(entry.at) ms")
      }
      guard entry.at >= entries.last?.at ?? 0 else {
        throw JournalError(line: index + 1, reason: "its time is before that of the line above")
      }
      entries.append(entry)
    }
  }

  private static func line(_ entry: Journal<VoicePortal>.Entry) -> String {
    let event =
      switch entry.event {
      case .began: "began"
      case .key(let digit): "key \(entry.isMasked ? "?" : digit.character)"
      case .spoken(let ticket): "spoken \(ticket)"
      case .recorded(let ticket, let take): "recorded \(ticket) \(json(take))"
      case .fetched(let ticket, let reply): "fetched \(ticket) \(json(reply))"
      case .transferred(let ticket, let isDone): "transferred \(ticket) \(isDone ? "yes" : "no")"
      case .clock: "clock"
      case .hungUp: "hung-up"
      }
    return "\(entry.at) \(event) | \(name(of: entry.place)) \(entry.outcome)"
  }

  private static func entry(_ line: String) -> Journal<VoicePortal>.Entry? {
    guard let bar = line.range(of: " | ", options: .backwards),
      let outcomeStart = line[bar.upperBound...].firstIndex(of: " ")
    else { return nil }
    let placeName = line[bar.upperBound..<outcomeStart]
    let words = line[..<bar.lowerBound].split(separator: " ", maxSplits: 3).map(String.init)
    guard words.count >= 2, let at = Moment(words[0]),
      let place = Place.allCases.first(where: { name(of: $0) == placeName }),
      let event = event(Array(words.dropFirst()))
    else { return nil }
    return Journal.Entry(
      at: at, event: event, isMasked: words.dropFirst().elementsEqual(["key", "?"]),
      place: place, outcome: String(line[line.index(after: outcomeStart)...]))
  }

  /// A masked digit is read as `0`: the flow treats all digits of a passcode alike, and it is the
  /// store that compares them.
  private static func event(_ words: [String]) -> Event<VoicePortal>? {
    let ticket = words.count > 1 ? UInt32(words[1]).map { Ticket($0) } : nil
    switch (words[0], words.count) {
    case ("began", 1): return .began
    case ("clock", 1): return .clock
    case ("hung-up", 1): return .hungUp
    case ("key", 2): return Digit(words[1] == "?" ? "0" : words[1].first ?? " ").map { .key($0) }
    case ("spoken", 2): return ticket.map { .spoken($0) }
    case ("transferred", 3): return ticket.map { .transferred($0, words[2] == "yes") }
    case ("recorded", 3):
      guard let ticket, let take = value(FinishedRecording.self, words[2]) else { return nil }
      return .recorded(ticket, take)
    case ("fetched", 3):
      guard let ticket, let reply = value(MailboxReply.self, words[2]) else { return nil }
      return .fetched(ticket, reply)
    default: return nil
    }
  }

  private static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private static func value<Value: Decodable>(_ type: Value.Type, _ text: String) -> Value? {
    try? JSONDecoder().decode(type, from: Data(text.utf8))
  }
}

/// A journal that cannot be read.
public struct JournalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  public var description: String { "line \(line): \(reason)" }
}
