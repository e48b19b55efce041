public import Mailbox
public import Store
import Wording

/// Makes e-mails of what is to be told, in the user's language.
public struct MailComposing: Sendable {
  private let settings: MailSettings

  /// Mails from the sender of these settings.
  public init(_ settings: MailSettings) { self.settings = settings }

  /// The mail of a job.
  /// - Parameters:
  ///   - sound: The message's sound, for kinds that attach it.
  ///   - signInToken: The secret of a link that signs in.
  ///   - now: Milliseconds since 1970 UTC.
  public func mail(
    _ job: MailJob, _ facts: MailFacts, sound: MIMEMail.Attachment?, signInToken: String? = nil,
    now: Int64
  ) -> MIMEMail {
    var mail = self.mail(
      to: MIMEMail.Party(
        name: job.recipient == facts.company.mail.administrator ? "" : facts.user.fullName,
        address: job.recipient),
      subject: subject(of: job, facts), lines: lines(of: job, facts),
      link: link(of: job, signInToken),
      replyTo: facts.company.mail.replyTo ?? settings.replyTo, facts.user.language,
      token: job.token, now: now)
    mail.attachment = sound
    return mail
  }

  /// A mail that tells that mail works.
  public func test(to address: String, _ language: Language, token: String, now: Int64) -> MIMEMail
  {
    mail(
      to: MIMEMail.Party(address: address), subject: .test, lines: [.testExplained],
      replyTo: settings.replyTo, language, token: token, now: now)
  }

  /// What is said of a link, and its address.
  private func link(
    of job: MailJob, _ signInToken: String?
  ) -> (phrase: MailPhrase, address: String)? {
    guard let page = settings.pageURL else { return nil }
    if let signInToken { return (.signInLinkFollows, page + SignInLink.path + signInToken) }
    return job.kind.isOnPage ? (.hearOnPage, page + "/messages") : nil
  }

  private func mail(
    to recipient: MIMEMail.Party, subject: MailPhrase, lines: [MailPhrase],
    link: (phrase: MailPhrase, address: String)? = nil, replyTo: String?,
    _ language: Language, token: String, now: Int64
  ) -> MIMEMail {
    let texts = lines.map { $0.text(in: language) }
    let invitation = link.map { $0.phrase.text(in: language) + " " + $0.address }
    let closing = MailPhrase.automatic(answersTo: replyTo).text(in: language)
    let subject = subject.text(in: language)
    let sender = settings.sender
    let domain = sender[(sender.utf8.lastIndex(of: UInt8(ascii: "@")) ?? sender.endIndex)...]
    var mail = MIMEMail(
      from: MIMEMail.Party(name: settings.senderName, address: settings.sender), to: recipient,
      subject: subject, language: language.rawValue,
      text: (texts + [invitation].compactMap(\.self) + ["", "-- ", closing, ""])
        .joined(separator: "\n"),
      html: MailPage(
        title: subject, language: language.rawValue, lines: texts,
        link: link.map { ($0.phrase.text(in: language), $0.address) }, closing: closing
      ).html,
      messageID: "\(token)\(domain)", date: Self.date(now))
    mail.replyTo = replyTo
    return mail
  }

  private func subject(of job: MailJob, _ facts: MailFacts) -> MailPhrase {
    let caller = caller(of: job, facts)
    switch job.kind {
    case .notice, .copy, .delivery:
      return job.message?.isUrgent == true
        ? .newUrgentMessage(from: caller) : .newMessage(from: caller)
    case .nearlyFull: return .mailboxNearlyFull
    case .passcodeChanged: return .passcodeChanged
    case .loginLocked: return .loginLocked
    case .signInLink: return .signInLink
    case .undelivered: return .mailUndelivered(user: facts.user.fullName)
    }
  }

  private func lines(of job: MailJob, _ facts: MailFacts) -> [MailPhrase] {
    let greeting = MailPhrase.greeting(name: facts.user.fullName)
    switch job.kind {
    case .notice, .copy, .delivery:
      return [greeting] + messageLines(of: job, facts)
    case .nearlyFull:
      return [.nearlyFullExplained(user: "\(facts.user.fullName) (\(facts.user.extension))")]
    case .passcodeChanged: return [greeting, .passcodeWasChanged(at: facts.time), .notYou]
    case .loginLocked: return [greeting, .loginWasLocked(at: facts.time), .notYou]
    case .signInLink:
      let minutes = Int(SignInLink.milliseconds / 60_000)
      return [greeting, .signInLinkAsked(at: facts.time, minutes: minutes), .signInLinkNotYou]
    case .undelivered: return [.undeliveredExplained(user: facts.user.fullName)]
    }
  }

  private func messageLines(of job: MailJob, _ facts: MailFacts) -> [MailPhrase] {
    guard let message = job.message else { return [] }
    var lines: [MailPhrase] = [
      .messageLeft(from: caller(of: job, facts), at: facts.time),
      .lasts(seconds: (message.milliseconds + 500) / 1_000),
    ]
    if let forwarder = message.forwarders.last { lines.append(.forwarded(by: forwarder.number)) }
    if message.isUrgent { lines.append(.isUrgent) }
    if message.isConfidential { lines.append(.isConfidential) }
    let mayTell = !message.isConfidential || facts.company.mail.attachesConfidential
    if mayTell, let transcript = facts.transcript {
      lines.append(
        transcript.text.isEmpty
          ? .noWords(engine: transcript.engine)
          : .transcript(transcript.text, engine: transcript.engine))
    }
    switch job.kind {
    case .copy where message.id != nil: lines.append(.soundIsAttached)
    case .copy, .delivery: return lines + [.soundIsAttached, .onlyHere]
    case .notice, .nearlyFull, .passcodeChanged, .loginLocked, .signInLink, .undelivered: break
    }
    return lines + [
      .waiting(new: Int(facts.counts.new), saved: Int(facts.counts.saved)),
      .hearByPhone(portal: facts.company.portalNumber),
    ]
  }

  private func caller(of job: MailJob, _ facts: MailFacts) -> MailedCaller {
    guard let number = job.message?.from else { return .withheld }
    return facts.senderName.map { .named($0, number: number) } ?? .number(number)
  }

  /// `Fri, 15 Mar 2024 12:05:00 +0000` (RFC 5322 section 3.3).
  static func date(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1_000
    let (days, rest) = (seconds / 86_400, seconds % 86_400)
    // Days since 1 March of the year 0, in eras of 400 years (Hinnant, chrono-compatible algorithms).
    let shifted = days + 719_468
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 2 : shiftedMonth - 10
    let year = yearOfEra + era * 400 + (month < 2 ? 1 : 0)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(weekdays[Int((days + 3) % 7)]), \(day) \(months[Int(month)]) \(year) "
      + "\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60)) +0000"
  }

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension MailJob.Kind {
  /// Whether it tells of a message that is on the page too.
  fileprivate var isOnPage: Bool {
    switch self {
    case .notice, .copy: true
    case .delivery, .nearlyFull, .passcodeChanged, .loginLocked, .signInLink, .undelivered: false
    }
  }
}
