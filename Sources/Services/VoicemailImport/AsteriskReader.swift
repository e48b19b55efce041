import Foundation

/// Reads what Asterisk's app_voicemail keeps: `voicemail.conf`, and the spool beside it.
///
///     voicemail.conf   [context]  mailbox => code,name,email,pager,option=value|option=value
///     SPOOL/CONTEXT/MAILBOX/{INBOX,Old,Urgent,Work,…}/msgNNNN.{txt,wav,…}
///     SPOOL/CONTEXT/MAILBOX/{unavail,busy,temp,greet}.{wav,…}
public enum AsteriskReader {
  /// Reads all mailboxes.
  /// - Parameters:
  ///   - configuration: The path of `voicemail.conf`.
  ///   - spool: The folder of the contexts, such as `/var/spool/asterisk/voicemail`.
  /// - Throws: If one of them cannot be read at all.
  public static func read(configuration path: String, spool: String) throws -> ForeignMailboxes {
    let configuration = try AsteriskConfiguration(path: path)
    guard let contexts = try? FileManager.default.contentsOfDirectory(atPath: spool) else {
      throw ForeignSoundError(description: "\(spool) is no folder that can be read.")
    }
    var found = ForeignMailboxes(system: "asterisk")
    found.remarks = configuration.remarks
    let settings = AsteriskSettings(configuration)
    for (context, entries) in configuration.sections where !settings.isOfSystem(context) {
      for entry in entries {
        var mailbox = settings.mailbox(entry, in: context, spool: spool)
        if let twin = found.mailboxes.firstIndex(where: { $0.title == mailbox.title }) {
          // Asterisk takes the last line of a mailbox.
          mailbox.remarks.append("It stands twice in \(path); the last line counts.")
          found.mailboxes.remove(at: twin)
        }
        AsteriskSpool(folder: "\(spool)/\(context)/\(entry.name)").read(into: &mailbox)
        found.mailboxes.append(mailbox)
      }
    }
    found.remarks += remarks(of: contexts.sorted(), in: spool, known: found.mailboxes)
    return found
  }

  /// Mailboxes that have a folder and no line.
  private static func remarks(
    of contexts: [String], in spool: String, known: [ForeignMailbox]
  ) -> [String] {
    let titles = Set(known.map(\.title))
    return contexts.flatMap { context in
      let folders = (try? FileManager.default.contentsOfDirectory(atPath: "\(spool)/\(context)"))
      return (folders ?? []).sorted().filter { !titles.contains("\(context)/\($0)") }.map {
        "\(context)/\($0) has a folder and no line in voicemail.conf: it does not come."
      }
    }
  }
}

/// What `[general]` and `[zonemessages]` say for all mailboxes.
struct AsteriskSettings {
  private let general: [String: String]
  /// The time zones by their names in the file.
  private let zones: [String: String]
  private let aliases: String?

  init(_ configuration: AsteriskConfiguration) {
    general = Dictionary(
      configuration["general"].map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
    zones = Dictionary(
      configuration["zonemessages"].map { zone in
        (zone.name, zone.value.split(separator: "|").first.map(String.init) ?? "")
      }, uniquingKeysWith: { $1 })
    aliases = general["aliasescontext"]
  }

  /// Whether a section is no context of mailboxes.
  func isOfSystem(_ section: String) -> Bool {
    ["general", "zonemessages"].contains(section.lowercased()) || section == aliases
  }

  /// The mailbox of a line.
  func mailbox(
    _ entry: AsteriskConfiguration.Entry, in context: String, spool: String
  ) -> ForeignMailbox {
    var mailbox = ForeignMailbox(context: context, number: entry.name)
    let fields = Self.fields(of: entry.value)
    func field(_ index: Int) -> String? {
      index < fields.count && !fields[index].isEmpty ? fields[index] : nil
    }
    var options = general
    for option in (field(4) ?? "").split(separator: "|") {
      let parts = option.split(separator: "=", maxSplits: 1).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if parts.count == 2 { options[parts[0].lowercased()] = parts[1] }
    }
    mailbox.name = field(1)
    var code = field(0)
    if options["passwordlocation"]?.lowercased() == "spooldir" {
      let secret = "\(spool)/\(context)/\(entry.name)/secret.conf"
      let kept = try? AsteriskConfiguration(path: secret).value("password", in: "general")
      code = kept ?? code
    }
    if let code {
      let isFixed = code.hasPrefix("-")
      mailbox.passcode = ForeignPasscode(
        digits: isFixed ? String(code.dropFirst()) : code, mayChange: !isFixed)
    }
    read(options, addresses: field(2), pager: field(3), into: &mailbox)
    return mailbox
  }

  private func read(
    _ options: [String: String], addresses: String?, pager: String?,
    into mailbox: inout ForeignMailbox
  ) {
    mailbox.note(addresses: addresses)
    mailbox.mail.pager = pager
    mailbox.mail.attachesSound = isTrue(options["attach"])
    mailbox.mail.deletesSent = isTrue(options["delete"] ?? options["deletevoicemail"])
    mailbox.language = options["language"]
    if let name = options["tz"] {
      // A name of `[zonemessages]`, or a time zone itself.
      mailbox.timeZone = zones[name] ?? name
    }
    mailbox.mostMessages = options["maxmsg"].flatMap { Int($0) }
    mailbox.longestSeconds = (options["maxsecs"] ?? options["maxmessage"]).flatMap { Int($0) }
  }

  /// What Asterisk takes for yes.
  private func isTrue(_ text: String?) -> Bool {
    ["yes", "true", "y", "t", "1", "on"].contains(text?.lowercased())
  }

  /// The five fields of a line; the options are the last one, with their commas. A comma in quotation
  /// marks is part of the field.
  static func fields(of line: String) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == "," && !isQuoted && fields.count < 5 {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
