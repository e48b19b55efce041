import Foundation

/// The folder of one mailbox in Asterisk's spool.
struct AsteriskSpool {
  let folder: String

  /// Adds greetings and messages, and what of them does not come.
  func read(into mailbox: inout ForeignMailbox) {
    mailbox.greetings = greetings
    for folder in files(in: "") where !folder.contains(".") {
      if let state = Self.states[folder] {
        read(folder, state, into: &mailbox)
      } else if folder == "Deleted" {
        if !files(in: folder).isEmpty {
          mailbox.remarks.append("Messages in its folder Deleted do not come.")
        }
      }
    }
  }

  /// The folders of messages; all but the first two hold what was heard and kept.
  private static let states: [String: ForeignMessage.State] = {
    var states: [String: ForeignMessage.State] = ["INBOX": .new, "Urgent": .new]
    for name in ["Old", "Work", "Family", "Friends"] { states[name] = .saved }
    for number in 0...9 { states["Cust\(number)"] = .saved }
    return states
  }()

  private var greetings: [ForeignGreeting] {
    let here = files(in: "")
    let purposes: [(String, ForeignGreeting.Purpose)] = [
      ("unavail", .noAnswer), ("busy", .busy), ("temp", .away), ("greet", .name),
    ]
    return purposes.compactMap { name, purpose in
      let sounds = sounds(named: name, among: here, in: folder)
      return sounds.isEmpty
        ? nil : ForeignGreeting(name: name, purpose: purpose, sound: .files(sounds))
    }
  }

  private func read(
    _ name: String, _ state: ForeignMessage.State, into mailbox: inout ForeignMailbox
  ) {
    let here = files(in: name)
    let bases = Set(
      here.compactMap { file in
        let base = file.prefix { $0 != "." }
        return base.hasPrefix("msg") && base.dropFirst(3).allSatisfy(\.isNumber)
          ? String(base) : nil
      })
    var kept = 0
    for base in bases.sorted() {
      let place = "\(name)/\(base)"
      let sounds = sounds(named: base, among: here, in: "\(folder)/\(name)")
      guard !sounds.isEmpty else {
        mailbox.remarks.append("\(place) has no sound that can be read: it does not come.")
        continue
      }
      guard let facts = AsteriskMessageFacts(path: "\(folder)/\(place).txt") else {
        mailbox.remarks.append("\(place) has no \(base).txt: it comes without caller and time.")
        mailbox.messages.append(
          ForeignMessage(
            id: place, place: place, state: state, isUrgent: name == "Urgent", from: "",
            receivedSeconds: changed(sounds[0]), sounds: [.files(sounds)]))
        continue
      }
      mailbox.messages.append(
        ForeignMessage(
          id: facts.id, place: place, state: state,
          isUrgent: facts.isUrgent || name == "Urgent", from: facts.number,
          receivedSeconds: facts.seconds ?? changed(sounds[0]), sounds: [.files(sounds)]))
      kept += 1
    }
    if kept > 0, !["INBOX", "Urgent", "Old"].contains(name) {
      mailbox.remarks.append("Messages in its folder \(name) come as saved ones.")
    }
  }

  private func files(in name: String) -> [String] {
    let path = name.isEmpty ? folder : "\(folder)/\(name)"
    return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// The files of a sound, the best coding first. One that nothing here reads is left to be told of.
  private func sounds(named base: String, among files: [String], in folder: String) -> [String] {
    let endings = files.compactMap { file in
      file.hasPrefix(base + ".") ? String(file.dropFirst(base.count + 1)) : nil
    }.filter { $0 != "txt" && $0 != "lock" }
    func rank(_ ending: String) -> Int { Self.codings.firstIndex(of: ending) ?? .max }
    return endings.sorted { (rank($0), $0) < (rank($1), $1) }.map { "\(folder)/\(base).\($0)" }
  }

  /// From the least to the most loss.
  private static let codings = [
    "wav", "wav16", "sln", "sln16", "flac", "ulaw", "pcm", "alaw", "g722", "ogg", "mp3", "WAV",
    "wav49", "gsm",
  ]

  private func changed(_ path: String) -> Int64? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.modificationDate] as? Date).map { Int64($0.timeIntervalSince1970) }
  }
}

/// What `msgNNNN.txt` says.
struct AsteriskMessageFacts {
  /// The same wherever the message is moved to.
  let id: String
  /// The caller's number; empty if it is withheld.
  let number: String
  let seconds: Int64?
  let isUrgent: Bool

  /// `nil` if the file cannot be read.
  init?(path: String) {
    guard let bytes = FileManager.default.contents(atPath: path) else { return nil }
    // No comments: a caller's name may hold a semicolon.
    var values: [String: String] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      guard !line.hasPrefix(";"), let equals = line.firstIndex(of: "=") else { continue }
      values[String(line[..<equals])] = line[line.index(after: equals)...]
        .trimmingCharacters(in: .whitespaces)
    }
    func value(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
    number = Self.number(ofCallerID: value("callerid") ?? "")
    seconds = value("origtime").flatMap { Int64($0) }
    isUrgent = value("flag")?.lowercased() == "urgent"
    // Asterisk has identifiers since version 11.
    let parts = ["origtime", "callerchan", "callerid", "duration"].map { value($0) ?? "" }
    id = value("msg_id") ?? parts.joined(separator: " ")
  }

  /// The number in `"Petra Vogel" <0221555147>`, or of a line that is only a number.
  static func number(ofCallerID text: String) -> String {
    if let start = text.lastIndex(of: "<"), let end = text[start...].firstIndex(of: ">") {
      return text[text.index(after: start)..<end].trimmingCharacters(in: .whitespaces)
    }
    let number = text.trimmingCharacters(in: CharacterSet(charactersIn: "\" "))
    return number.contains(where: \.isLetter) ? "" : number
  }
}
