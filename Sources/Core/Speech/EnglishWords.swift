import CallFlow
import Mailbox

extension English {
  func refusal(_ rule: PasscodeRule) -> String {
    switch rule {
    case .digitsOnly: "A passcode may only contain digits."
    case .tooShort: "This passcode is too short."
    case .tooLong: "This passcode is too long."
    case .ownNumber: "A passcode may not contain your phone number."
    case .ownExtension: "A passcode may not contain your extension."
    case .ownNumberReversed: "A passcode may not contain your number or extension backwards."
    case .ownName: "A passcode may not spell your name on the keys."
    case .sequence: "A passcode may not be a sequence of digits."
    case .ascendingRun: "This passcode has too many ascending digits in a row."
    case .descendingRun: "This passcode has too many descending digits in a row."
    case .repeatedDigit: "This passcode has the same digit too many times in a row."
    case .repeatedGroup: "A passcode may not repeat a group of digits."
    case .keypadLine: "A passcode may not contain keys in a straight line."
    case .reverseOfOld: "A passcode may not be your old passcode backwards."
    case .usedBefore: "You have used this passcode before."
    }
  }

  func word(_ word: Word) -> String {
    switch word {
    case .youHave: "you have"
    case .noNewMessages: "no new messages"
    case .and: "and"
    case .ofThem: "of them"
    case .oneOfThemUrgent: "one of them urgent"
    case .noFailedAttempts: "There have been no failed attempts to log in."
    case .oneFailedAttempt: "There has been one failed attempt to log in since your last visit."
    case .thereWere: "there have been"
    case .failedAttempts: "failed attempts to log in since your last visit"

    case .firstNewMessage: "first new message"
    case .firstSavedMessage: "first saved message"
    case .message: "message"
    case .of: "of"
    case .new: "new"
    case .saved: "saved"
    case .urgent: "urgent"
    case .confidential: "confidential"
    case .deleted: "deleted"
    case .received: "received"
    case .from: "from"
    case .forwardedBy: "forwarded by"
    case .length: "length"

    case .distributionList: "distribution list"
    case .nextFreeList: "the next free number is"
    case .announcement: "announcement"
    case .noMembers: "no members"
    case .sentToNobody: "The message has not been sent to anyone."
    case .sentToOne: "The message has been sent to one recipient."
    case .sentTo: "the message has been sent to"
    case .recipients: "recipients"
    case .notDelivered: "the message could not be delivered to"
    case .nothingDeleted: "No messages have been deleted."
    case .oneDeleted: "One message has been deleted."
    case .messagesDeleted: "messages have been deleted"

    case .thousand: "thousand"
    case .plus: "plus"
    case .theNumberIs: "the number is"
    case .noNumberSet: "No number is set."
    case .personAtNumber: "the person at number"
    }
  }

  func particle(_ particle: Particle) -> String? {
    switch particle {
    case .am: "a.m."
    case .pm: "p.m."
    case .hundred, .notDeliveredEnd: nil
    }
  }

  func noun(_ noun: Noun, isPlural: Bool) -> String {
    let singular =
      switch noun {
      case .newMessage: "new message"
      case .newUrgentMessage: "new urgent message"
      case .savedMessage: "saved message"
      case .minute: "minute"
      case .second: "second"
      case .member: "member"
      }
    return isPlural ? singular + "s" : "one " + singular
  }

  func key(_ digit: Digit) -> String {
    switch digit {
    case .star: "star"
    case .pound: "hash"
    case .zero, .one, .two, .three, .four, .five, .six, .seven, .eight, .nine:
      numeral(digit.number ?? 0)
    }
  }

  func received(_ day: ReceivedDay) -> String {
    let weekdays = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    switch day {
    case .today: return "received today"
    case .yesterday: return "received yesterday"
    case .weekday(let weekday): return "received on \(weekdays[weekday - 1])"
    }
  }

  func date(month: Int, day: Int) -> String {
    "on the \(Self.ordinals[day - 1]) of \(Self.months[month - 1])"
  }

  private static let ordinals = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
    "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
  ]

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
