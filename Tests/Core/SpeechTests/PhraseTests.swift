import CallFlow
import Mailbox
import Portal
import Speech
import Testing

@Suite struct PhraseTests {
  private let name = AudioReference(id: 7, milliseconds: 900)

  @Test func `an option names its key last`() {
    #expect(
      text(of: .press("1", .playMessages), in: .en) == "To hear your messages, press one.")
    #expect(text(of: .press("#", .skip), in: .en) == "To skip this, press hash.")
    #expect(
      text(of: .press("1", .playMessages), in: .de)
        == "Um Ihre Nachrichten zu hören, drücken Sie die Eins.")
    #expect(
      text(of: .press("*", .back), in: .de) == "Um zurückzugehen, drücken Sie die Stern-Taste.")
    #expect(
      text(of: .press("1", .playMessages), in: .nl) == "Om uw berichten te beluisteren, toets één.")
    #expect(text(of: .press("#", .skip), in: .nl) == "Om dit over te slaan, toets hekje.")
  }

  @Test(arguments: [
    ("+492115551111", "Plus four nine, two one one, five five five, one one one one."),
    ("111", "One one one."), ("0211-555", "Zero two one one, five five five."),
    ("0211555", "Zero two one, one five five five."), ("*62", "Star six two."),
    ("+49 (30) 55", "Plus four nine, three zero, five five."),
  ])
  func `a number is read digit by digit in its groups`(number: String, sentence: String) {
    #expect(text(of: .number(number), in: .en) == sentence)
  }

  @Test func `a place is the first, or one of many`() {
    var place = MessagePlace(
      index: 1, total: 12, rank: .new, isUrgent: false, isConfidential: false, disposition: .none)
    #expect(text(of: .place(place), in: .en) == "First new message.")
    place.rank = .saved
    #expect(text(of: .place(place), in: .nl) == "Eerste bewaarde bericht.")
    place.index = 3
    (place.rank, place.isUrgent, place.isConfidential) = (.urgentNew, true, true)
    #expect(
      text(of: .place(place), in: .en) == "Message three of twelve, new, urgent, confidential.")
    place.disposition = .delete
    #expect(
      text(of: .place(place), in: .de)
        == "Nachricht drei von zwölf, gelöscht.")
  }

  @Test func `a sender is a name, a number or withheld`() {
    #expect(
      text(of: .sender(Sender(number: "112", user: 2, name: name)), in: .en)
        == "From ‹recorded name›.")
    #expect(text(of: .sender(Sender(number: "112")), in: .de) == "Von eins eins zwei.")
    #expect(
      text(of: .sender(Sender()), in: .nl) == "Het nummer van de beller is afgeschermd.")
    #expect(
      text(of: .sender(Sender(number: "door.north")), in: .en)
        == "This caller has no phone number. ‹door.north›.")
    #expect(
      text(of: .forwardedBy(Sender(number: "112", user: 2, name: name)), in: .en)
        == "Forwarded by ‹recorded name›.")
  }

  @Test func `a person is a name, or else a number`() {
    let number = Recipient(user: 2, number: "112", name: nil)
    #expect(text(of: .person(number), in: .en) == "One one two.")
    let named = Recipient(user: 2, number: "112", name: name)
    #expect(pieces(for: .person(named), in: .en).first == .name(name))
    #expect(text(of: .person(named), in: .de) == "‹aufgenommener Name›.")
  }

  @Test func `a list is told by its recorded name, where it has one`() {
    let list = Phrase.list(number: 3, description: "Sales", members: 1, name: name)
    #expect(pieces(for: list, in: .en).contains(.name(name)))
    #expect(
      text(of: list, in: .en) == "Distribution list three, ‹recorded name›, one member.")
  }

  @Test func `a system greeting has the owner's name, or else the number`() {
    #expect(
      text(of: .greeting(.busy, name: name, number: "111"), in: .en)
        == "‹recorded name› is on the phone at the moment.")
    #expect(
      text(of: .greeting(.noAnswer, name: nil, number: "111"), in: .en)
        == "The person at number one one one cannot answer your call at the moment.")
    #expect(
      text(of: .greeting(.away, name: nil, number: "12"), in: .de)
        == "Der Teilnehmer mit der Nummer eins zwei ist für längere Zeit nicht erreichbar.")
  }

  @Test func `a forwarding tells its state and its number`() {
    let off = PhoneSettings.ForwardingState()
    let on = PhoneSettings.ForwardingState(isOn: true, number: "+4930123")
    #expect(
      text(of: .forwarding(.always, off), in: .en)
        == "Forwarding of all calls is off. No number is set.")
    #expect(
      text(of: .forwarding(.busy, on), in: .de)
        == "Die Anrufumleitung bei Besetzt ist eingeschaltet."
        + " Die Nummer ist plus vier neun, drei null, eins zwei drei.")
  }

  @Test func `a number that could not be reached is read out`() {
    #expect(
      text(of: .notDelivered("113"), in: .en)
        == "The message could not be delivered to one one three.")
  }

  @Test func `recorded sounds show how long they are`() {
    #expect(
      text(of: .audio(AudioReference(id: 1, milliseconds: 65_400)), in: .en) == "‹recording 1:05›")
    let take = FinishedRecording(id: 1, milliseconds: 4_600, hasSound: true, ending: .key)
    #expect(text(of: .take(take), in: .de) == "‹Aufnahme 0:05›")
    #expect(pieces(for: .take(take), in: .de) == [.take(take)])
  }

  @Test(arguments: Language.allCases)
  func `the shares of an utterance are its text`(language: Language) {
    let phrase = Phrase.counts(MessageCounts(new: 3, urgent: 1, saved: 121))
    let whole = utterance(of: phrase, in: language)
    #expect(whole.shares.map(\.text).joined() == text(of: phrase, in: language))
    #expect(whole.pieces == pieces(for: phrase, in: language))
  }

  @Test func `a duration is estimated where no sound is loaded`() {
    let clip = Clip(name: "x", text: "fourteen chars")
    #expect(estimatedMilliseconds(of: .clip(clip)) == 1000)
    #expect(estimatedMilliseconds(of: .audio(name)) == 900)
    #expect(estimatedMilliseconds(of: .pause(milliseconds: 350)) == 350)
    #expect(estimatedMilliseconds(of: .written("Sales")) == 0)
  }
}
