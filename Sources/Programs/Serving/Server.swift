import Commands
package import Configuration
import Foundation
import Mailbox
package import Operations
import Store
import Telephony
import TerminalLine
import Web

/// A server that runs: the mailboxes, the records of calls, and the lines on which calls come, all
/// of them services of one supervisor.
package final class Server {
  private let log: Log
  private let supervisor = Supervisor<ServedConfiguration>()
  private let mailboxes: MailboxService
  private let records: CallRecordService
  private let mail: MailService
  private let hooks: HookService
  private let transcription: TranscriptionService
  private var configuration: ServerConfiguration

  /// Opens the mailboxes, delivers what was being left when the last server died, and begins to
  /// take calls.
  /// - Throws: What is wrong with the mailboxes, the prompts or a line.
  package init(_ configuration: ServerConfiguration, log: Log) throws {
    self.configuration = configuration
    self.log = log
    let prompts = try Installation.prompts(configuration.promptsFolder)
    mailboxes = try MailboxService(configuration, log: log)
    try mailboxes.store.setParts(configuration.parts)
    records = CallRecordService(configuration, mailboxes.store, log: log)
    mail = MailService(configuration, mailboxes.store, log: log)
    hooks = HookService(configuration, mailboxes.store, log: log)
    transcription = TranscriptionService(configuration, mailboxes.store, log: log)
    let voice: Voice
    do {
      voice = try Voice(
        prompts: [prompts], store: mailboxes.store, log: log,
        readsAhead: configuration.readsPromptsAhead)
      if configuration.isDemo { try addDemo(prompts: prompts) }
    } catch {
      records.stop()
      mailboxes.stop()
      throw error
    }
    do {
      try supervisor.start(mailboxes)
      try supervisor.start(records)
      try supervisor.start(mail)
      try supervisor.start(hooks)
      try supervisor.start(transcription)
      try startLines(voice)
      // Others follow when a call first speaks them. Until they are read, a call reads what it needs.
      if configuration.readsPromptsAhead {
        for language in try firstLanguages() { voice.readAhead(language) }
      }
      supervisor.begin()
    } catch {
      supervisor.stop()
      records.stop()
      throw error
    }
  }

  /// How many calls are on, on the lines that carry many.
  package var calls: Int { supervisor.calls }

  /// Follows a changed file, without touching the calls that are on.
  /// - Throws: What is wrong with it; then nothing has changed.
  package func follow(_ new: ServerConfiguration) throws {
    let isSame =
      new.sipLines.count == configuration.sipLines.count
      && new.soundCards.count == configuration.soundCards.count
    guard isSame else { throw Failure("A line was added or removed: that needs a restart.") }
    try supervisor.apply(ServedConfiguration(new, in: mailboxes.store.accounts))
    try mailboxes.store.setParts(new.parts)
    for change in configuration.needsRestart(for: new) {
      log.warning("\(change) has changed: that needs a restart.", kind: LogKind(change))
    }
    log.options = new.log
    configuration = new
  }

  /// Takes no more calls, waits for those that are on, at most as long as is configured, and lets
  /// go of everything. What callers were leaving is kept.
  /// - Parameter look: Is told how many calls are on, again and again while it waits.
  package func drain(_ look: (Int) -> Void) {
    supervisor.drain(seconds: configuration.drainSeconds, look: look) { calls in
      log.info("No new calls; waiting for \(calls) to end.")
    }
    supervisor.stop()
  }

  // MARK: Beginning

  /// What callers hear first.
  private func firstLanguages() throws -> Set<Language> {
    if let language = configuration.language { return [language] }
    return Set(try mailboxes.store.accounts.companies().map(\.language))
  }

  private func addDemo(prompts: String) throws {
    let store = mailboxes.store
    guard try store.accounts.companies().isEmpty else { return }
    let sounds = DemoSounds(prompts: prompts)
    _ = try DemoCompany(
      in: store.accounts, language: configuration.language ?? .en, now: ServerClock.now(),
      sound: { sounds.samples(of: $0) })
  }

  private func startLines(_ voice: Voice) throws {
    let (store, registry) = (mailboxes.store, records.registry)
    let served = try ServedConfiguration(configuration, in: store.accounts)
    let answers = ServerStatus(
      supervisor: supervisor, mailboxes: mailboxes, records: records, log: log)
    let status = StatusService(configuration.dataFolder, answers, log: log)
    try supervisor.start(status)
    var lines: [ServedSIPLine] = []
    for place in configuration.sipLines.indices {
      let bindings = BindingFile(in: configuration.dataFolder, line: place + 1, log: log)
      let line = try ServedSIPLine(
        place, served, store: store, voice: voice, bindings: bindings, registry: registry, log: log)
      try supervisor.start(line)
      status.add(line)
      lines.append(line)
    }
    if store.isShared { try supervisor.start(NodeService(store, lines, log: log)) }
    for place in configuration.soundCards.indices {
      try supervisor.start(
        SoundCardThread(place, served, store: store, voice: voice, registry: registry, log: log))
    }
    // The last: whoever reads the page finds the lines ready, and it is stopped before what it shows.
    if let web = configuration.web {
      let calls = ServedCalls(
        in: configuration.dataFolder, registry, store.accounts, following: served.script,
        load: { [mailboxes, records, log] in
          try mailboxes.load(records: records.writer.waiting, counters: log.counters)
        })
      let hasAddress = web.publicURL != nil
      let site = WebSite(
        store, calls: calls, signInHeader: web.signInHeader, sipDomain: web.sipDomain,
        sendsLinks: { hasAddress && store.sendsMail }, now: ServerClock.now,
        noteSignIn: { [log] in log.counters.add($0.counter) },
        report: { [log] in log.error($0, kind: LogKind("page")) })
      try supervisor.start(WebService(web, site, status: answers, log: log))
    }
  }
}

extension ServerConfiguration {
  /// What is different in `new` and cannot change while the server runs.
  fileprivate func needsRestart(for new: ServerConfiguration) -> [String] {
    var changes: [String] = []
    if new.dataFolder != dataFolder { changes.append("data") }
    if new.storage != storage { changes.append("storage") }
    if new.promptsFolder != promptsFolder { changes.append("prompts") }
    if new.passcodeCost != passcodeCost { changes.append("passcodes") }
    if new.clockAheadSeconds != clockAheadSeconds { changes.append("clockAheadSeconds") }
    if new.soundCards != soundCards { changes.append("a sound card") }
    if new.web != web { changes.append("http") }
    for (old, line) in zip(sipLines, new.sipLines) {
      if line.listen != old.listen { changes.append("listen") }
      if line.certificate != old.certificate { changes.append("certificate") }
      if line.media != old.media { changes.append("media") }
    }
    return changes
  }
}
