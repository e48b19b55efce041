import Commands
import Foundation
package import Mailbox
import Notifications
package import Operations
package import Store
package import Telephony

/// What a server does: the file of `voiceportal serve --config`. The fields and their meaning stand
/// in `Fixtures/voiceportal.json5`.
package struct ServerConfiguration: Equatable, Sendable {
  /// The mailboxes.
  package var dataFolder: String
  /// In which database they are.
  package var storage = MailboxPlace.sqlite
  /// Whether the folder of the mailboxes is made if it is not there; that of a demo always is.
  package var makesDataFolder = false
  /// Whether the demo company is put where there is no company yet.
  package var isDemo: Bool
  /// `nil`: those that come with the program.
  package var promptsFolder: String?
  /// Whether all that a language says is read before calls need it.
  package var readsPromptsAhead = true
  /// The name of a layout or the path of a file; `nil`: the usual keys.
  package var layout: String?
  /// Spoken before a mailbox is known; `nil`: the company's.
  package var language: Language?
  /// What a new passcode costs to guess.
  package var passcodeCost: PasscodeCost
  /// For so long calls may go on after the server was told to end.
  package var drainSeconds: Int
  /// At least one.
  package var lines: [LineConfiguration]
  /// Which lines the log has, and how they are written.
  package var log = LogOptions()
  /// How long records of calls are kept.
  package var callRecords = CallRecordWriter.Options()
  /// How e-mail is sent; `nil` if none is.
  package var mail: MailConfiguration?
  /// How events are sent to the programs of companies.
  package var hooks = HookConfiguration()
  /// The engine that turns messages into text; `nil` if there is none.
  package var transcription: TranscriptionConfiguration?
  /// Where the page is served; `nil`: nowhere.
  package var web: WebConfiguration?
  /// So many seconds the portal's time of day is ahead of the system's, for tests.
  package var clockAheadSeconds = 0

  /// The SIP lines among the lines.
  package var sipLines: [SIPLineConfiguration] {
    lines.compactMap { if case .sip(let line) = $0 { line } else { nil } }
  }

  /// The parts that settings of users may need.
  package var parts: ServerParts {
    ServerParts(
      mail: mail != nil, transcription: transcription != nil, hookHosts: hooks.settings.hosts)
  }

  /// The companies that lines name.
  package var companiesOfLines: [String] {
    sipLines.compactMap(\.company) + soundCards.compactMap(\.company)
  }

  /// The sound cards among the lines.
  package var soundCards: [SoundCardConfiguration] {
    lines.compactMap { if case .soundCard(let line) = $0 { line } else { nil } }
  }
}

/// One line of a server.
package enum LineConfiguration: Equatable, Sendable {
  case sip(SIPLineConfiguration)
  case soundCard(SoundCardConfiguration)
}

// MARK: - Reading

extension ServerConfiguration {
  /// Reads a file.
  /// - Throws: ``ConfigurationError`` with everything that is wrong, or ``Failure`` when the file
  ///   cannot be read.
  package init(path: String) throws { self = try ConfigurationReader.read(path: path) }
}

extension ServerConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case data, storage, demo, prompts, readsPromptsAhead, layout, language, passcodes, drainSeconds,
      lines
    case log, callRecords, mail, hooks, transcription, http, clockAheadSeconds
  }

  private enum RecordField: String, CodingKey, CaseIterable { case days, most }

  private struct WrittenRecordOptions: Decodable {
    var options = CallRecordWriter.Options()

    init(from decoder: any Decoder) throws {
      let fields = ConfigurationFields(decoder, RecordField.self)
      options.days = fields.number(.days, in: 1...3_650, or: options.days)
      options.most = fields.number(.most, in: 1...100_000_000, or: options.most)
    }
  }

  private enum LogOptionField: String, CodingKey, CaseIterable { case level, format }

  private struct WrittenLogOptions: Decodable {
    let options: LogOptions

    init(from decoder: any Decoder) throws {
      let fields = ConfigurationFields(decoder, LogOptionField.self)
      options = LogOptions(
        level: fields.choice(.level, or: .info), format: fields.choice(.format, or: .text))
    }
  }

  private enum PasscodeField: String, CodingKey, CaseIterable { case passes, megabytes }

  private struct Cost: Decodable {
    let cost: PasscodeCost

    init(from decoder: any Decoder) throws {
      let fields = ConfigurationFields(decoder, PasscodeField.self)
      let usual = PasscodeCost.standard
      cost = PasscodeCost(
        passes: UInt64(fields.number(.passes, in: 1...100, or: Int(usual.passes))),
        bytes: fields.number(.megabytes, in: 1...4_096, or: usual.bytes >> 20) << 20)
    }
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    dataFolder = fields.path(.data) ?? ""
    if !fields.has(.data) { fields.refuse(.data, "It is missing.") }
    storage = fields.value(.storage) ?? .sqlite
    isDemo = fields.value(.demo, or: false)
    promptsFolder = fields.path(.prompts)
    readsPromptsAhead = fields.value(.readsPromptsAhead, or: true)
    layout = fields.value(.layout) { (name) throws(BadValue) in
      // A layout of one's own is a file, and a file's name holds a dot or a slash.
      name.contains { $0 == "." || $0 == "/" } ? fields.resolved(name) : name
    }
    language = fields.has(.language) ? fields.choice(.language, or: .en) : nil
    let cost: Cost? = fields.value(.passcodes)
    passcodeCost = cost?.cost ?? .standard
    drainSeconds = fields.number(.drainSeconds, in: 0...86_400, or: 60)
    let log: WrittenLogOptions? = fields.value(.log)
    self.log = log?.options ?? LogOptions()
    let records: WrittenRecordOptions? = fields.value(.callRecords)
    callRecords = records?.options ?? CallRecordWriter.Options()
    mail = fields.value(.mail)
    hooks = fields.value(.hooks) ?? HookConfiguration()
    transcription = fields.value(.transcription)
    web = fields.value(.http)
    clockAheadSeconds = fields.number(.clockAheadSeconds, in: 0...315_360_000, or: 0)
    let entries: [LineEntry]? = fields.value(.lines)
    lines = (entries ?? []).compactMap(\.line)
    if !fields.has(.lines) {
      fields.refuse(.lines, "It is missing.")
    } else if entries?.isEmpty == true {
      fields.refuse(.lines, "There is no line: nobody could call.")
    }
    let isClear = sipLines.allSatisfy { firstTwice($0.listen) == nil }
    if isClear, let twice = firstTwice(sipLines.flatMap(\.listen)) {
      fields.refuse(.lines, "Two lines listen on \(twice).")
    }
  }
}

/// An entry of `lines`; its `kind` says which fields it has.
private struct LineEntry: Decodable {
  /// `nil` if it cannot be used.
  let line: LineConfiguration?

  private enum Kind: String, CaseIterable {
    case sip
    case soundCard = "sound-card"
  }

  private struct AnyKind: Decodable {
    let kind: String?
  }

  private enum Field: String, CodingKey, CaseIterable { case kind }

  init(from decoder: any Decoder) throws {
    let name = try AnyKind(from: decoder).kind ?? Kind.sip.rawValue
    switch Kind(rawValue: name) {
    case .sip: line = .sip(try SIPLineConfiguration(from: decoder))
    case .soundCard: line = .soundCard(try SoundCardConfiguration(from: decoder))
    case nil:
      let names = Kind.allCases.map(\.rawValue).joined(separator: ", ")
      decoder.reader?.note(
        "\"\(name)\" is none of \(names).", at: decoder.codingPath + [Field.kind])
      line = nil
    }
  }
}
