import Configuration
import Foundation
import Mailbox
import Notifications
import Operations
import Store
import Synchronization

/// Sends the e-mails that wait, on threads of its own. What cannot be sent now stays in the queue.
final class MailService: Service {
  typealias Configuration = ServedConfiguration

  let name = "mail"
  private let store: Mailboxes
  private let log: Log
  private let state: Mutex<State>
  private let workers = QueueWorkers(4)

  private struct State {
    var settings: MailSettings?
    /// What is wrong with the way to the mail server.
    var fault: String?
    /// Until then nothing is tried, because of the fault.
    var heldUntil: Int64 = 0
  }

  private static let leasedAtOnce = 5
  private static let stopSeconds = 5.0

  /// Nothing is sent before ``start()``.
  init(_ configuration: ServerConfiguration, _ store: Mailboxes, log: Log) {
    self.store = store
    self.log = log
    state = Mutex(State(settings: Self.settings(configuration)))
  }

  func start() {
    store.follow { [weak self] _ in self?.workers.wakeOne() }
    workers.start { [self] in work() }
  }

  /// How mail is sent, with the address of the page.
  private static func settings(_ configuration: ServerConfiguration) -> MailSettings? {
    var settings = configuration.mail?.settings
    settings?.pageURL = configuration.web?.publicURL
    return settings
  }

  /// A changed configuration may have mended the fault: what waits is tried at once.
  func apply(_ configuration: ServedConfiguration) {
    let settings = Self.settings(configuration.configuration)
    state.withLock { $0 = State(settings: settings) }
    workers.wakeOne()
  }

  func stop() {
    // A server that hangs must not hold up the end: the mail is tried again at the next start.
    workers.stop(seconds: Self.stopSeconds)
  }

  var health: Health {
    state.withLock(\.fault).map { .limited("Mail waits: \($0)") } ?? .good
  }

  /// Sends what is due.
  /// - Returns: Whether there was something.
  private func work() -> Bool {
    let (settings, heldUntil) = state.withLock { ($0.settings, $0.heldUntil) }
    guard let settings, heldUntil <= ServerClock.now() else { return false }
    let jobs: [MailJob]
    do throws(StoreError) {
      jobs = try store.leaseMail(limit: Self.leasedAtOnce)
    } catch {
      log.error("The mail that waits: \(error)", kind: LogKind("mail queue"))
      return false
    }
    for job in jobs { send(job, settings) }
    return !jobs.isEmpty
  }

  private func send(_ job: MailJob, _ settings: MailSettings) {
    let outcome = self.outcome(of: job, settings)
    do throws(StoreError) {
      try store.settleMail(job.id, outcome)
    } catch {
      log.error("Mail \(job.id): \(error)", kind: LogKind("mail queue"))
    }
    switch outcome {
    case .taken:
      log.counters.add(.mailsTaken)
      log.info("Mail \(job.id) (\(job.kind.rawValue)) was taken by \(settings.server).")
      let hadFault = state.withLock { state in
        defer { state.fault = nil }
        return state.fault != nil
      }
      if hadFault { log.info("Mail is sent again.") }
    case .later(let answer):
      log.counters.add(.mailsPutOff)
      log.warning("Mail \(job.id) is tried again later: \(answer)", kind: LogKind("mail later"))
    case .never(let answer):
      log.counters.add(.mailsRefused)
      log.error("Mail \(job.id) cannot be delivered: \(answer)", kind: LogKind("mail refused"))
    case .held(let answer):
      log.counters.add(.mailsPutOff)
      state.withLock { state in
        state.fault = answer
        state.heldUntil = ServerClock.now() + MailSchedule.heldMilliseconds
      }
      log.error(
        "No mail is sent, because the way to \(settings.server) is wrong: \(answer)",
        kind: LogKind("mail held"))
    }
  }

  private func outcome(of job: MailJob, _ settings: MailSettings) -> MailOutcome {
    do {
      let facts = try store.facts(for: job)
      var sound: MIMEMail.Attachment?
      if job.kind == .copy || job.kind == .delivery, let message = job.message {
        sound = try MailSound.attachment(
          message, as: facts.company.mail.sound, left: facts.time, from: store)
      }
      var signInToken: String?
      if job.kind == .signInLink {
        // The page offers no link without its address; the server's file may have changed since.
        guard settings.pageURL != nil else { return .never("The page has no publicURL.") }
        signInToken = try store.newSignInLink(for: job)
      }
      let mail = MailComposing(settings).mail(
        job, facts, sound: sound, signInToken: signInToken, now: ServerClock.now())
      return SMTPSending(settings).send(try mail.composed(), to: job.recipient)
    } catch let refusal as MIMEMail.Refusal {
      return .never(refusal.description)
    } catch {
      return .later("\(error)")
    }
  }
}
