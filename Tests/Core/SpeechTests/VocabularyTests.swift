import CallFlow
import Mailbox
import Portal
import Testing

@testable import Speech

@Suite(.serialized) struct VocabularyTests {
  @Test(arguments: Language.allCases)
  func `every phrase is made of the language's clips, and every clip is used`(language: Language) {
    let known = Set(clips(of: language))
    var used: Set<Clip> = []
    for phrase in manyPhrases() {
      for case .clip(let clip) in pieces(for: phrase, in: language) { used.insert(clip) }
    }
    #expect(used.subtracting(known).isEmpty)
    #expect(known.subtracting(used).map(\.name).sorted() == [])
  }

  @Test(arguments: Language.allCases)
  func `no word is left out`(language: Language) {
    let vocabulary = Vocabulary.of(language)
    for phrase in manyPhrases() {
      for case .say(let saying) in vocabulary.spoken.parts(of: phrase)
      where vocabulary.clip(saying, .ends) == nil {
        Issue.record("\(language) has no \(saying.name), which \(phrase) needs")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `every phrase is a neat sentence`(language: Language) {
    for phrase in manyPhrases() {
      let sentence = text(of: phrase, in: language)
      let isNeat =
        !sentence.isEmpty && !sentence.contains("  ") && !sentence.contains(" .")
        && !sentence.contains(" ,") && !sentence.contains("..") && !sentence.contains(",.")
        && sentence.first?.isLowercase == false && sentence.last.map { ".?!›".contains($0) } == true
      #expect(isNeat, "\(language): \(sentence)")
    }
  }

  @Test(arguments: Language.allCases)
  func `the name of a clip is a good file name and used once`(language: Language) {
    let names = clips(of: language).map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names == names.sorted())
    for name in names {
      #expect(name.allSatisfy { ("a"..."z").contains($0) || $0.isNumber || $0 == "-" }, "\(name)")
    }
  }

  @Test(arguments: Language.allCases)
  func `a fixed sentence has the name of its prompt`(language: Language) {
    let names = Set(clips(of: language).map(\.name))
    #expect(names.isSuperset(of: Prompt.allCases.map(\.name)))
  }

  @Test(arguments: Language.allCases)
  func `no two prompts say the same`(language: Language) {
    let sayable = Set(Prompt.allCases.map { text(of: .prompt($0), in: language) })
    // Callers and owners are asked for a message in the same words in Dutch.
    #expect(sayable.count >= Prompt.allCases.count - 1)
  }

  @Test(arguments: Language.allCases)
  func `a refused passcode is told by a rule without a digit`(language: Language) {
    let sentences = PasscodeRule.allCases.map { text(of: .passcodeRefused($0), in: language) }
    #expect(Set(sentences).count == PasscodeRule.allCases.count)
    for sentence in sentences { #expect(!sentence.contains { $0.isNumber }) }
  }

  @Test(arguments: Language.allCases)
  func `a time that is none is spoken without a crash`(language: Language) {
    let wrong = LocalTime(
      year: 0, month: 0, day: 0, weekday: 0, hour: -1, minute: 99, daysAgo: 400)
    #expect(!text(of: .received(wrong), in: language).isEmpty)
  }

  /// Every kind of phrase with every value that changes its words.
  private func manyPhrases() -> [Phrase] {
    var phrases = Prompt.allCases.map(Phrase.prompt)
    phrases += PasscodeRule.allCases.map(Phrase.passcodeRefused)
    for command in Command.allCases {
      phrases += Digit.allCases.map { Phrase.press($0, command) }
    }
    for number in 0...10_000 { phrases.append(.deleted(number)) }
    for number in 0...120 {
      phrases += [
        .sent(number), .failedAttempts(number), .length(seconds: number),
        .nextFreeList(number), .announcement(number),
        .length(seconds: number * 60),
        .length(seconds: number * 61),
        .list(number: number, description: number.isMultiple(of: 2) ? "" : "A", members: number),
      ]
    }
    return phrases + manyCounts() + manyPlaces() + manyTimes() + manyNumbers()
  }

  private func manyCounts() -> [Phrase] {
    let some: [Int32] = [0, 1, 2, 21, 101]
    return some.flatMap { new in
      some.flatMap { urgent in
        some.map { .counts(MessageCounts(new: new, urgent: urgent, saved: $0)) }
      }
    }
  }

  private func manyPlaces() -> [Phrase] {
    MessageRank.allCases.flatMap { rank in
      PendingDecision.allCases.flatMap { disposition in
        [1, 2, 3, 40].flatMap { index in
          [(true, false), (false, true), (false, false)].map { isUrgent, isConfidential in
            .place(
              MessagePlace(
                index: index, total: 40, rank: rank, isUrgent: isUrgent,
                isConfidential: isConfidential, disposition: disposition))
          }
        }
      }
    }
  }

  private func manyTimes() -> [Phrase] {
    var phrases: [Phrase] = []
    for minute in 0..<(24 * 60) {
      let place = minute % 366
      let (month, day) = day(ofLeapYear: place)
      phrases.append(
        .received(
          LocalTime(
            year: 1999 + place, month: month, day: day, weekday: 1 + minute / 3 % 7,
            hour: minute / 60, minute: minute % 60, daysAgo: minute - 1)))
    }
    for weekday in 1...7 {
      phrases.append(
        .received(
          LocalTime(
            year: 2026, month: 3, day: 4, weekday: weekday, hour: 9, minute: 5, daysAgo: 3)))
    }
    return phrases
  }

  private func day(ofLeapYear place: Int) -> (month: Int, day: Int) {
    var rest = place
    for (index, length) in [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
      if rest < length { return (index + 1, rest + 1) }
      rest -= length
    }
    return (12, 31)
  }

  private func manyNumbers() -> [Phrase] {
    let name = AudioReference(id: 1, milliseconds: 900)
    var phrases: [Phrase] = [
      .audio(name),
      .take(FinishedRecording(id: 1, milliseconds: 900, hasSound: true, ending: .key)),
      .sender(Sender()), .forwardedBy(Sender(number: "112")),
      .sender(Sender(number: "112", user: 1, name: name)),
    ]
    let digits = (0...9).map(String.init)
    for number in ["+492115551111", "0211-555 1111", "*62#", "*", "12", "123456"] + digits {
      phrases += [
        .number(number), .notDelivered(number), .sender(Sender(number: number)),
        .person(Recipient(user: 1, number: number, name: nil)),
        .person(Recipient(user: 1, number: number, name: name)),
      ]
      for kind in ForwardingKind.allCases {
        for isOn in [true, false] {
          phrases.append(.forwarding(kind, .init(isOn: isOn, number: isOn ? number : nil)))
        }
      }
      for reason in Phrase.SystemGreeting.allCases {
        phrases += [
          .greeting(reason, name: name, number: number),
          .greeting(reason, name: nil, number: number),
        ]
      }
    }
    return phrases
  }
}
