import CallFlow
import Mailbox
import Portal

/// Sixty phrases as callers and owners hear them: the same for every language, so that voices can be
/// compared. Every kind of phrase with variable parts is among them.
enum RatedPhrases {
  static let all: [Phrase] = prompts + options + counted + times + numbers

  private static let prompts: [Phrase] = [
    Prompt.enterNumber, .enterPasscode, .loginIncorrect, .passcodeExpired, .mailboxNearlyFull,
    .goodbye, .numberWithheld, .anotherRecipient, .confidentialNotForwarded, .recordGreeting,
    .systemGreetingInUse, .enterForwardingNumber, .recordAfterTone, .mailboxFull, .transferring,
    .noAnswer,
  ].map(Phrase.prompt)

  private static let options: [Phrase] = [
    .press("1", .playMessages), .press("7", .delete), .press("#", .sendNow), .press("*", .back),
    .press("2", .pauseOrResume), .press("3", .skipOn), .press("5", .envelope),
    .press("8", .callBack),
    .press("4", .noAnswerGreeting), .press("6", .messageDeposit), .press("9", .logIn),
    .press("0", .transfer), .press("3", .callForwarding), .press("8", .changePasscode),
  ]

  private static let counted: [Phrase] = [
    .counts(MessageCounts(new: 1, urgent: 0, saved: 0)),
    .counts(MessageCounts(new: 3, urgent: 1, saved: 2)),
    .counts(MessageCounts(new: 0, urgent: 0, saved: 17)),
    .counts(MessageCounts(new: 121, urgent: 0, saved: 46)),
    .failedAttempts(1), .failedAttempts(4), .sent(12), .deleted(1), .deleted(23),
    .list(number: 3, description: "", members: 14),
    .place(place(1, of: 5, isUrgent: true)), .place(place(6, of: 31, isUrgent: false)),
    .length(seconds: 48), .length(seconds: 125),
    .passcodeRefused(.repeatedDigit), .passcodeRefused(.ascendingRun),
    .passcodeRefused(.usedBefore),
  ]

  private static let times: [Phrase] = [
    .received(time(16, 5, daysAgo: 0)), .received(time(9, 0, daysAgo: 1)),
    .received(time(11, 47, daysAgo: 4)), .received(time(7, 30, daysAgo: 30)),
    .received(time(20, 15, daysAgo: 400)),
  ]

  private static let numbers: [Phrase] = [
    .number("+492115551111"), .number("+31205550123"), .number("112"),
    .sender(Sender(number: "+442079460018")), .notDelivered("2735"),
    .forwarding(.noAnswer, .init(isOn: true, number: "+491715550199")),
    .greeting(.busy, name: nil, number: "111"),
    .greeting(.noAnswer, name: nil, number: "+493055501"),
  ]

  private static func place(_ index: Int, of total: Int, isUrgent: Bool) -> MessagePlace {
    MessagePlace(
      index: index, total: total, rank: isUrgent ? .urgentNew : .saved, isUrgent: isUrgent,
      isConfidential: false, disposition: .none)
  }

  private static func time(_ hour: Int, _ minute: Int, daysAgo: Int) -> LocalTime {
    LocalTime(
      year: 2025, month: 3, day: 3 + daysAgo % 20, weekday: 1 + daysAgo % 7, hour: hour,
      minute: minute, daysAgo: daysAgo)
  }
}
