import Commands
import Configuration
import Mailbox
import Notifications
import Store
import Threads

/// Making notices of new messages: what a server adds to the time of its mail server.
struct MailBench {
  private static let mails = 10_000

  func figures(_ plan: BenchPlan) throws -> [Figure] {
    let store = Mailboxes(now: { WallTime.milliseconds })
    let company = try BenchCompany(in: store, people: 1)
    try store.setParts(ServerParts(mail: true))
    var user = company.users[1]
    user.settings.notification.noticeAddress = "anna@example.com"
    try store.accounts.update(user)
    try company.send(1, toPerson: 0)
    guard let job = try store.mail(limit: 1).first else {
      throw Failure("No mail was queued for the measurement.")
    }
    let facts = try store.facts(for: job)
    let composing = MailComposing(
      MailSettings(server: "localhost", port: 25, sender: "portal@example.com"))
    let values = try plan.repeats {
      let start = CPUClock.thread.seconds
      for _ in 0..<Self.mails {
        _ = try composing.mail(job, facts, sound: nil, now: job.created).composed()
      }
      return Double(Self.mails) / ((CPUClock.thread.seconds - start) * 1_000)
    }
    return [
      Figure(
        group: "mail", name: "10,000 notices composed", unit: "a ms of CPU", values: values,
        target: .atLeast(50))
    ]
  }
}
