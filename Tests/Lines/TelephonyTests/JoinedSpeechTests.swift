import Audio
import CallFlow
import Foundation
import Mailbox
import Portal
import ProjectFiles
import SoundFiles
import Speech
import Synchronization
import Telephony
import Testing

/// How the clips of a phrase join: what a listener hears between them.
@Suite struct JoinedSpeechTests {
  @Test(arguments: Language.allCases)
  func `no gap within a number is longer than 80 ms`(language: Language) throws {
    let library = try prompts(language)
    for number in [21, 101, 342, 999, 1_000, 2_005, 2_345, 9_999, 12_345, 99_999] {
      try expectGaps(
        in: .deleted(number), language, library, withinNumbers: 80, betweenClauses: 450)
    }
  }

  @Test(arguments: Language.allCases)
  func `no gap between clauses is longer than 450 ms, and times and dates are joined closely`(
    language: Language
  ) throws {
    let library = try prompts(language)
    for hour in 0...23 {
      let time = LocalTime(
        year: 2025, month: 1 + hour % 12, day: 1 + hour, weekday: 1 + hour % 7, hour: hour,
        minute: hour * 2 + 1, daysAgo: hour * 20)
      try expectGaps(
        in: .received(time), language, library, withinNumbers: 80, betweenClauses: 450)
    }
    for phrase: Phrase in [
      .counts(MessageCounts(new: 21, urgent: 3, saved: 142)), .number("+492115551111"),
      .length(seconds: 85), .press("1", .playMessages), .notDelivered("111"),
      .forwarding(.busy, .init(isOn: true, number: "+492115551111")),
    ] {
      try expectGaps(in: phrase, language, library, withinNumbers: 80, betweenClauses: 450)
    }
  }

  @Test(arguments: Language.allCases)
  func `no join clicks: every clip as it is played begins and ends in silence`(
    language: Language
  ) throws {
    let library = try prompts(language)
    // What is played is faded in and out; see PromptLibraryTests.
    for (index, clip) in clips(of: language).enumerated() where index % 20 == 0 {
      let played = library.source(try #require(try library.clip(named: clip.name))).samples
      let edges = played.prefix(2) + played.suffix(2)
      // -46 dBFS
      #expect(edges.allSatisfy { abs(Int($0)) < 164 }, "\(language) \(clip.name)")
    }
  }

  @Test(arguments: Language.allCases)
  func `every clip begins in time, at the level of all, with peaks of -3 dBFS at most`(
    language: Language
  ) throws {
    let library = try prompts(language)
    // All of them are measured by `voiceportal check`; see DataCommandTests.
    for (index, clip) in clips(of: language).enumerated() where index % 5 == 0 {
      let measure = try measure(clip, library)
      #expect(abs(measure.level + 20) <= 1, "\(language) \(clip.name)")
      #expect(measure.peak <= -3, "\(language) \(clip.name)")
      #expect(measure.startMilliseconds <= 30, "\(language) \(clip.name)")
    }
  }

  @Test func `a number that is read at home is said as it is dialled there`() throws {
    let home = HomeCountry(NumberingPlan(countryCode: "49", trunkPrefix: "0"))
    #expect(
      text(of: .number("+492115551111"), in: SpeechLocale(.de, home: home))
        == "Null zwei eins eins, fünf fünf fünf, eins eins eins eins.")
    #expect(
      text(of: .number("+31205550123"), in: SpeechLocale(.de, home: home)).hasPrefix(
        "Plus drei eins, zwei null, "))
  }

  private let folder = ProjectFiles.prompts.path

  private func prompts(_ language: Language) throws -> PromptLibrary {
    try PromptLibrary(folders: ["\(folder)/\(language.rawValue)"])
  }

  private static let measures = Mutex<[String: PromptMeasure]>([:])

  /// Each file is measured once.
  private func measure(_ clip: Clip, _ library: PromptLibrary) throws -> PromptMeasure {
    let path = try #require(library.path(ofClip: clip.name))
    if let known = Self.measures.withLock({ $0[path] }) { return known }
    let measure = try PromptMeasure(path)
    Self.measures.withLock { $0[path] = measure }
    return measure
  }

  private func expectGaps(
    in phrase: Phrase, _ language: Language, _ library: PromptLibrary, withinNumbers: Int,
    betweenClauses: Int
  ) throws {
    var gap: (milliseconds: Int, isPause: Bool)?
    var last = ""
    for piece in pieces(for: phrase, in: language) {
      switch piece {
      case .pause(let milliseconds):
        gap?.milliseconds += milliseconds
        gap?.isPause = true
      case .clip(let clip):
        let measure = try measure(clip, library)
        if let gap {
          let whole = gap.milliseconds + measure.startMilliseconds
          let limit = gap.isPause ? betweenClauses : withinNumbers
          #expect(whole <= limit, "\(language): \(last), \(clip.name)")
        }
        gap = (measure.tailMilliseconds, false)
        last = clip.name
      case .audio, .name, .take, .written: gap = nil
      }
    }
  }
}
