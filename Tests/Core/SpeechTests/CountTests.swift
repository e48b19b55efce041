import Mailbox
import Portal
import Speech
import Testing

@Suite struct CountTests {
  @Test(arguments: [
    (0, 0, 0, "You have no messages."),
    (1, 0, 0, "You have one new message."),
    (3, 0, 0, "You have three new messages."),
    (0, 0, 1, "You have no new messages and one saved message."),
    (2, 1, 5, "You have two new messages, one of them urgent, and five saved messages."),
    (1, 1, 0, "You have one new urgent message."),
    (2, 2, 1, "You have two new urgent messages and one saved message."),
  ])
  func `English counts messages`(new: Int32, urgent: Int32, saved: Int32, sentence: String) {
    #expect(counts(new, urgent, saved, .en) == sentence)
  }

  @Test(arguments: [
    (0, 0, 0, "Sie haben keine Nachrichten."),
    (1, 0, 0, "Sie haben eine neue Nachricht."),
    (21, 0, 0, "Sie haben einundzwanzig neue Nachrichten."),
    (0, 0, 1, "Sie haben keine neuen Nachrichten und eine gespeicherte Nachricht."),
    (
      3, 1, 2,
      "Sie haben drei neue Nachrichten, davon eine dringend, und zwei gespeicherte Nachrichten."
    ),
    (1, 1, 0, "Sie haben eine neue dringende Nachricht."),
  ])
  func `German counts messages`(new: Int32, urgent: Int32, saved: Int32, sentence: String) {
    #expect(counts(new, urgent, saved, .de) == sentence)
  }

  @Test(arguments: [
    (0, 0, 0, "U hebt geen berichten."),
    (1, 0, 0, "U hebt één nieuw bericht."),
    (22, 0, 0, "U hebt tweeëntwintig nieuwe berichten."),
    (0, 0, 1, "U hebt geen nieuwe berichten en één bewaard bericht."),
    (3, 2, 2, "U hebt drie nieuwe berichten, waarvan twee dringend, en twee bewaarde berichten."),
    (1, 1, 0, "U hebt één nieuw dringend bericht."),
  ])
  func `Dutch counts messages`(new: Int32, urgent: Int32, saved: Int32, sentence: String) {
    #expect(counts(new, urgent, saved, .nl) == sentence)
  }

  @Test func `an urgent share at the end is no open comma`() {
    #expect(counts(2, 1, 0, .en) == "You have two new messages, one of them urgent.")
  }

  @Test(arguments: [
    (0, Language.en, "No messages have been deleted."), (1, .en, "One message has been deleted."),
    (7, .en, "Seven messages have been deleted."), (1, .de, "Eine Nachricht wurde gelöscht."),
    (7, .de, "Sieben Nachrichten wurden gelöscht."), (1, .nl, "Eén bericht is verwijderd."),
    (7, .nl, "Zeven berichten zijn verwijderd."),
  ])
  func `deleted messages are counted`(count: Int, language: Language, sentence: String) {
    #expect(text(of: .deleted(count), in: language) == sentence)
  }

  @Test(arguments: [
    (0, Language.en, "The message has not been sent to anyone."),
    (1, .en, "The message has been sent to one recipient."),
    (12, .en, "The message has been sent to twelve recipients."),
    (1, .de, "Die Nachricht wurde an einen Empfänger gesendet."),
    (12, .de, "Die Nachricht wurde an zwölf Empfänger gesendet."),
    (1, .nl, "Het bericht is aan één ontvanger verzonden."),
    (12, .nl, "Het bericht is verzonden aan twaalf ontvangers."),
  ])
  func `recipients are counted`(count: Int, language: Language, sentence: String) {
    #expect(text(of: .sent(count), in: language) == sentence)
  }

  @Test(arguments: [
    (1, Language.en, "There has been one failed attempt to log in since your last visit."),
    (4, .en, "There have been four failed attempts to log in since your last visit."),
    (1, .de, "Seit Ihrer letzten Anmeldung gab es einen fehlgeschlagenen Anmeldeversuch."),
    (4, .de, "Seit Ihrer letzten Anmeldung gab es vier fehlgeschlagene Anmeldeversuche."),
    (1, .nl, "Sinds uw vorige aanmelding was er één mislukte aanmeldpoging."),
    (4, .nl, "Sinds uw vorige aanmelding waren er vier mislukte aanmeldpogingen."),
  ])
  func `failed attempts are counted`(count: Int, language: Language, sentence: String) {
    #expect(text(of: .failedAttempts(count), in: language) == sentence)
  }

  @Test(arguments: [
    (Language.en, 12, "Distribution list three, ‹Sales›, twelve members."),
    (.en, 1, "Distribution list three, ‹Sales›, one member."),
    (.de, 0, "Verteilerliste drei, ‹Sales›, keine Mitglieder."),
    (.de, 1, "Verteilerliste drei, ‹Sales›, ein Mitglied."),
    (.nl, 1, "Verzendlijst drie, ‹Sales›, één lid."),
    (.nl, 100, "Verzendlijst drie, ‹Sales›, honderd leden."),
  ])
  func `members of a list are counted`(language: Language, members: Int, sentence: String) {
    let list = Phrase.list(number: 3, description: "Sales", members: members)
    #expect(text(of: list, in: language) == sentence)
  }

  private func counts(
    _ new: Int32, _ urgent: Int32, _ saved: Int32, _ language: Language
  ) -> String {
    text(of: .counts(MessageCounts(new: new, urgent: urgent, saved: saved)), in: language)
  }
}
