import Foundation
public import Mailbox

extension AccountsFile {
  /// Puts company, users, passcodes, greetings, lists and messages into a store.
  /// - Parameters:
  ///   - now: Milliseconds since 1970 UTC; messages were left so long before.
  ///   - readingSound: Reads a sound file as 8 kHz mono.
  /// - Returns: The company as stored.
  /// - Throws: ``AccountsFileError`` with user, field and reason. What was stored before stays.
  @discardableResult
  public func install(
    in store: any MailboxStore, now: Int64,
    readingSound: @escaping (String) throws -> [Int16] = { _ in
      throw StoreError.refused(field: "file", reason: "Sound files cannot be read here.")
    }
  ) throws(AccountsFileError) -> Company {
    let installing = Installing(file: self, store: store, now: now, readingSound: readingSound)
    let company = try installing.at("company", nil) {
      try store.accounts.add(self.company.company)
    }
    var added: [(UserEntry, User)] = []
    for entry in users { added.append((entry, try installing.add(entry, to: company))) }
    for (entry, user) in added {
      try installing.addLists(entry, of: user)
      try installing.addMessages(entry, to: user)
    }
    return company
  }
}

private struct Installing {
  let file: AccountsFile
  let store: any MailboxStore
  let now: Int64
  let readingSound: (String) throws -> [Int16]

  /// Runs a step, and tells of its failure where it happened.
  func at<Result>(
    _ subject: String, _ field: String?, _ step: () throws -> Result
  ) throws(AccountsFileError) -> Result {
    do {
      return try step()
    } catch StoreError.refused(let refused, let reason) {
      throw AccountsFileError(
        file: file.name, subject: subject, field: field ?? refused, reason: "\(reason)")
    } catch {
      throw AccountsFileError(file: file.name, subject: subject, field: field, reason: "\(error)")
    }
  }

  func add(_ entry: UserEntry, to company: Company) throws(AccountsFileError) -> User {
    let name = Self.name(of: entry)
    func number(_ text: String, _ field: String) throws(AccountsFileError) -> PhoneNumber {
      try at(name, field) { try PhoneNumber(typed: text, in: company.plan) }
    }
    var user = User(
      company: company.id, firstName: entry.firstName, lastName: entry.lastName,
      mainNumber: try number(entry.number, "number"),
      extension: try at(name, "extension") { try Extension(entry.extension) },
      language: entry.language ?? company.language,
      timeZone: entry.timeZone ?? company.timeZone, email: entry.email)
    user.settings = entry.settings
    for alias in entry.aliases { user.aliases.append(try number(alias, "aliases")) }
    if let zero = entry.redirectOnZero {
      user.settings.redirectOnZero = try number(zero, "redirectOnZero")
    }
    if let transfer = entry.depositTransferNumber {
      user.settings.deposit.transferNumber = try number(transfer, "depositTransferNumber")
    }
    if let rings = entry.rings {
      try at(name, "rings") { try user.settings.handling.setRings(rings) }
    }
    for (kind, forwarding) in entry.forwarding {
      var destination: PhoneNumber?
      if let text = forwarding.number { destination = try number(text, "forwarding") }
      user.settings.handling[kind] = CallForwarding(
        isOn: forwarding.isOn, destination: destination)
    }
    let stored = try at(name, nil) { try store.accounts.add(user) }
    try finish(stored, entry)
    return stored
  }

  private func finish(_ user: User, _ entry: UserEntry) throws(AccountsFileError) {
    let name = Self.name(of: entry)
    if let passcode = entry.passcode {
      try at(name, "passcode") {
        try store.accounts.setPasscode(
          passcode, of: user.id, assigned: entry.mustChangePasscode)
      }
    }
    for (slot, sound) in entry.greetings.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try at(name, "greetings") {
        try store.accounts.setGreeting(slot, of: user.id, to: samples(sound))
      }
    }
  }

  func addLists(_ entry: UserEntry, of user: User) throws(AccountsFileError) {
    for written in entry.lists {
      try at(Self.name(of: entry), "lists") {
        var list = try DistributionList(
          number: written.number, description: written.description,
          isOpenToOthers: written.isOpenToOthers)
        for member in written.members {
          let found = try store.accounts.user(withNumber: member, of: user.company)
          try list.add(found?.id, typedAs: member)
        }
        try store.accounts.set(list, of: user.id)
      }
    }
  }

  /// Saved ones are saved as their owner would: by a call that decides so and ends.
  func addMessages(_ entry: UserEntry, to user: User) throws(AccountsFileError) {
    let call = CallToken(UInt64(1) << 63 | UInt64(user.id))
    var known: Set<Int64> = []
    for message in entry.messages {
      try at(Self.name(of: entry), "messages") {
        try store.accounts.addMessage(
          to: user.id, samples: samples(message.sound), from: message.from,
          isUrgent: message.isUrgent, isConfidential: message.isConfidential,
          received: now - message.ago)
        for stored in try store.accounts.messages(of: user.id)
        where known.insert(stored.id).inserted && message.isSaved {
          _ = store.answer(
            .dispose(mailbox: user.id, message: stored.id, .save), of: call)
        }
      }
    }
    if entry.messages.contains(where: \.isSaved) {
      _ = store.answer(.finish(mailbox: user.id), of: call)
    }
  }

  private func samples(_ sound: SoundEntry) throws -> [Int16] {
    switch sound {
    case .made(let seconds): madeSound(seconds: seconds)
    case .file(let path):
      try readingSound(path.hasPrefix("/") ? path : "\(file.folder)/\(path)")
    }
  }

  private static func name(of entry: UserEntry) -> String {
    "user \(entry.firstName) \(entry.lastName)"
  }
}

/// A tone of 400 Hz at 8 kHz, about -18 dBFS: a triangle needs no mathematics.
private func madeSound(seconds: Double) -> [Int16] {
  let count = Int(seconds * 8_000)
  var samples: [Int16] = []
  samples.reserveCapacity(count)
  while samples.count < count { samples += period.prefix(count - samples.count) }
  return samples
}

private let period: [Int16] = (0..<200).map { Int16(7_000 - abs($0 % 20 - 10) * 1_400) }
