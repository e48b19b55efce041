import Mailbox
import Testing

@testable import Wording

@Suite struct MailPhraseTests {
  private static let time = LocalTime(
    year: 2026, month: 3, day: 5, weekday: 4, hour: 9, minute: 5, daysAgo: 0)

  private static let all: [MailPhrase] = [
    .newMessage(from: .withheld), .newUrgentMessage(from: .number("111")), .mailboxNearlyFull,
    .passcodeChanged, .loginLocked, .mailUndelivered(user: "A"), .test, .greeting(name: "A"),
    .messageLeft(from: .withheld, at: time), .forwarded(by: "A"), .lasts(seconds: 7), .isUrgent,
    .isConfidential, .soundIsAttached,
    .transcript("Hello", engine: "x"), .noWords(engine: "x"), .onlyHere, .waiting(new: 1, saved: 2),
    .hearByPhone(portal: "2000"), .hearOnPage, .nearlyFullExplained(user: "A"),
    .passcodeWasChanged(at: time),
    .loginWasLocked(at: time), .notYou, .signInLink,
    .signInLinkAsked(at: time, minutes: 30), .signInLinkFollows, .signInLinkNotYou,
    .undeliveredExplained(user: "A"), .testExplained,
    .automatic(answersTo: nil), .automatic(answersTo: "a@example.com"),
  ]

  @Test(arguments: Language.allCases)
  func `every sentence has words, in one line`(language: Language) {
    for phrase in Self.all {
      let text = phrase.text(in: language)
      #expect(!text.isEmpty && !text.contains("\n"), "\(phrase)")
    }
  }

  @Test func `no two languages say the same`() {
    for phrase in Self.all {
      #expect(Set(Language.allCases.map { phrase.text(in: $0) }).count == 3, "\(phrase)")
    }
  }

  @Test func `a time is written as its language writes it`() {
    #expect(Self.time.english == "Thursday, 5 March 2026 at 09:05")
    #expect(Self.time.german == "Donnerstag, 5. März 2026 um 09:05 Uhr")
    #expect(Self.time.dutch == "donderdag 5 maart 2026 om 09:05 uur")
  }

  @Test func `an unknown caller is in the right case`() {
    #expect(
      MailPhrase.messageLeft(from: .withheld, at: Self.time).german
        == "Ein unbekannter Anrufer hat Ihnen am Donnerstag, 5. März 2026 um 09:05 Uhr eine "
        + "Sprachnachricht hinterlassen.")
    #expect(
      MailPhrase.newMessage(from: .withheld).german
        == "Neue Sprachnachricht von einem unbekannten Anrufer")
  }

  @Test func `one saved message is one`() {
    #expect(MailPhrase.waiting(new: 0, saved: 1).english.hasSuffix("1 saved message."))
    #expect(MailPhrase.waiting(new: 0, saved: 0).german.hasSuffix("0 gespeicherte Nachrichten."))
  }
}
