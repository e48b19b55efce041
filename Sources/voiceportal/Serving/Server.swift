import CallFlow
import Foundation
import Mailbox
import Operations
import Portal
import Store
import Telephony
import TerminalLine

/// A server that runs: the mailboxes, and the lines on which calls come.
final class Server {
  private let store: SQLiteStore
  private let voice: Voice
  private let log: Log
  private let delivery: DeliveryRetry
  private var configuration: ServerConfiguration
  private var sipLines: [ServedSIPLine] = []
  private var soundCards: [SoundCardThread] = []

  /// Opens the mailboxes, delivers what was being left when the last server died, and begins to
  /// take calls.
  /// - Throws: What is wrong with the mailboxes, the prompts or a line.
  init(_ configuration: ServerConfiguration, log: Log) throws {
    self.configuration = configuration
    self.log = log
    let prompts = try Installation.prompts(configuration.promptsFolder)
    var options = SQLiteStoreOptions()
    options.passcodeCost = configuration.passcodeCost
    options.makesDirectory = configuration.makesDataFolder || configuration.isDemo
    options.now = { [now = options.now, ahead = Int64(configuration.clockAheadSeconds)] in
      now() + ahead * 1_000
    }
    options.report = { log.error("The mailboxes: \($0)") }
    options.notice = { log.warning("The mailboxes: \($0)") }
    store = try SQLiteStore(directory: configuration.dataFolder, options: options)
    delivery = DeliveryRetry(store, log: log)
    voice = try Voice(prompts: [prompts], store: store, log: log)
    do {
      if configuration.isDemo { try addDemo(prompts: prompts) }
      try salvage()
      try open()
      delivery.begin()
    } catch {
      close()
      throw error
    }
    let voice = voice
    // Until they are loaded, a call reads what it needs.
    Thread.detachNewThread {
      do { try voice.loadPrompts() } catch { log.error("\(error)") }
    }
  }

  /// How many calls are on, on the lines that carry many.
  var calls: Int { sipLines.reduce(0) { $0 + $1.calls } }

  /// Follows a changed file, without touching the calls that are on.
  /// - Throws: What is wrong with it; then nothing has changed.
  func follow(_ new: ServerConfiguration) throws {
    let script = try LayoutOption.script(new.layout)
    let language = try language(new)
    guard new.sipLines.count == sipLines.count else {
      throw Failure("A line was added or removed: that needs a restart.")
    }
    for (line, changed) in zip(sipLines, new.sipLines) {
      try line.follow(changed, script: script, language: language)
    }
    for change in configuration.needsRestart(for: new) {
      log.warning("\(change) has changed: that needs a restart.", kind: LogKind(change))
    }
    log.options = new.log
    configuration = new
  }

  /// Takes no more calls, waits for those that are on, at most as long as is configured, and lets
  /// go of everything. What callers were leaving is kept.
  func drain() {
    for line in sipLines { line.drain() }
    for card in soundCards { card.stop() }
    let end = Date(timeIntervalSinceNow: Double(configuration.drainSeconds))
    if calls > 0 { log.info("No new calls; waiting for \(calls) to end.") }
    while calls > 0, Date() < end { Thread.sleep(forTimeInterval: 0.05) }
    close()
  }

  private func close() {
    for line in sipLines { line.stop() }
    for card in soundCards { card.wait() }
    delivery.end()
    store.close()
  }

  // MARK: Beginning

  private func addDemo(prompts: String) throws {
    guard try store.accounts.companies().isEmpty else { return }
    let sounds = DemoSounds(prompts: prompts)
    _ = try DemoCompany(
      in: store.accounts, language: configuration.language ?? .en,
      now: Int64(Date().timeIntervalSince1970 * 1_000), sound: { sounds.samples(of: $0) })
  }

  private func salvage() throws {
    let delivered = try delivery.attempt().delivered
    if delivered > 0 {
      log.info("Messages that were being left when the last server died: \(delivered).")
    }
  }

  private func open() throws {
    guard let company = try store.accounts.companies().first else {
      throw Failure("There is no company yet. See voiceportal accounts --help.")
    }
    let script = try LayoutOption.script(configuration.layout)
    let language = try language(configuration)
    for (number, line) in configuration.sipLines.enumerated() {
      let bindings = BindingFile(
        in: configuration.dataFolder, line: number + 1, log: log)
      sipLines.append(
        try ServedSIPLine(
          line, portal: company.portalNumber, script: script, language: language, store: store,
          voice: voice, bindings: bindings, log: log))
    }
    for card in configuration.soundCards {
      soundCards.append(
        try SoundCardThread(
          card, company: company, script: script, language: language.language, store: store,
          voice: voice, log: log))
    }
  }

  private func language(_ configuration: ServerConfiguration) throws -> FirstLanguage {
    let usual = try store.accounts.companies().first?.language ?? .en
    return FirstLanguage(
      language: configuration.language ?? usual, isFixed: configuration.language != nil)
  }
}

extension ServerConfiguration {
  /// What is different in `new` and cannot change while the server runs.
  fileprivate func needsRestart(for new: ServerConfiguration) -> [String] {
    var changes: [String] = []
    if new.dataFolder != dataFolder { changes.append("data") }
    if new.promptsFolder != promptsFolder { changes.append("prompts") }
    if new.passcodeCost != passcodeCost { changes.append("passcodes") }
    if new.clockAheadSeconds != clockAheadSeconds { changes.append("clockAheadSeconds") }
    if new.soundCards != soundCards { changes.append("a sound card") }
    for (old, line) in zip(sipLines, new.sipLines) {
      if line.listen != old.listen { changes.append("listen") }
      if line.certificate != old.certificate { changes.append("certificate") }
      if line.media != old.media { changes.append("media") }
    }
    return changes
  }
}
