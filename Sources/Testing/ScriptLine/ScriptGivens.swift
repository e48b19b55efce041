import Audio
import CallFlow
import Foundation
import Mailbox
import Portal
import SoundFiles
import Store
import TextFiles

/// What a script begins with.
extension ScriptRun {
  func set(_ given: Given) throws {
    switch given {
    case .accounts(let name): try install(name)
    case .layout(let name):
      let file = name.hasPrefix("/") ? name : "\(script.folder)/\(name)"
      let layout = try Layouts.named(name) { _ in try Self.text(of: file) }
      flow = try Script(layout: layout)
      layoutName = FileManager.default.fileExists(atPath: file) ? file : name
    case .policy(let name):
      guard let policy = PasscodePolicy.profile(named: name) else { return }
      for index in companies.indices {
        companies[index].policy = policy
        try store.accounts.update(companies[index])
        try setPolicy(policy, like: companies[index])
      }
    case .language(let name): language = Language(rawValue: name) ?? .en
    case .transfers(let answer):
      transfers = answer
      caller?.transfers = answer
    }
  }

  /// Accounts are looked for beside the script, in the folder `Accounts` beside its folder, and
  /// among the fixtures of the checkout one stands in.
  private func install(_ name: String) throws {
    let file = try accountsFile(name)
    let company = try file.install(in: store, now: clock.now) { path in
      try Sound.imported(from: path, limitSeconds: 600).samples
    }
    companies.append(company)
    try installInPortal(file, like: company)
    for (number, passcode) in file.passcodes {
      if let user = try store.accounts.user(withNumber: number, of: company.id) {
        passcodes[user.id] = passcode
      }
    }
  }

  private func accountsFile(_ name: String) throws -> AccountsFile {
    if name.hasPrefix("{") {
      return try AccountsFile(
        Data(name.utf8), name: "the accounts of \(script.name)", folder: script.folder)
    }
    let folders = [script.folder, "\(script.folder)/../Accounts", "Fixtures/Accounts"]
    let places = name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" }
    guard let path = places.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw UnusableFile(
        reason: "there is no accounts file \(name) beside the script, in ../Accounts "
          + "or in Fixtures/Accounts")
    }
    return try AccountsFile(path: path)
  }

  private static func text(of file: String) throws -> String {
    do {
      return try PlainText(path: file).text
    } catch {
      throw UnusableFile(reason: error.sentence(for: file))
    }
  }

  /// What the caller says.
  func speech(of sound: SpokenSound) throws -> CallerSpeech {
    switch sound {
    case .made(let time):
      return CallerSpeech(Self.second, count: LineFormat.samples(inMilliseconds: Int(time)))
    case .file(let name):
      let path = name.hasPrefix("/") ? name : "\(script.folder)/\(name)"
      return CallerSpeech(try Sound.read(path).resampled(to: LineFormat.sampleRate).samples)
    }
  }

  /// A vowel, by its pitch and formants: a pure tone could be one of a network.
  private static let second = Tone.mix(
    [(310, -25), (730, -25), (1_150, -28), (2_080, -30)], milliseconds: 1_000)
}

/// A file that a script names and that cannot be used.
private struct UnusableFile: Error, CustomStringConvertible {
  let reason: String

  var description: String { reason }
}
