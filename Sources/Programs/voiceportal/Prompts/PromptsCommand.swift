import Commands
import Configuration
import Foundation
import Mailbox
import PromptMaking
import SoundFiles
import Speech
import TerminalLine

/// `voiceportal prompts`: makes and checks the sound of every clip.
struct PromptsCommand: ShellCommand {
  private enum Selection {
    case changed, missing, all
    case only(Set<String>)
  }

  private let languages: [Language]
  private let folder: String
  private let python: String
  private var voice: SpeechVoice?
  private var selection = Selection.changed

  static func run(_ words: [String]) throws -> ExitCode {
    _ = try form.subcommand(named: words.first)
    let verb = words[0]
    if verb == "rate" { return try PromptsRateCommand.run(Array(words.dropFirst())) }
    if verb == "script" { return try PromptsScriptCommand.run(Array(words.dropFirst())) }
    if verb == "import" { return try PromptsImportCommand.run(Array(words.dropFirst())) }
    if verb == "demo" { return try makeDemo(Array(words.dropFirst())) }
    let command = try PromptsCommand(Array(words.dropFirst()), isMake: verb == "make")
    var isGood = true
    for language in command.languages {
      let isDone = verb == "make" ? try command.make(language) : try command.check(language)
      isGood = isGood && isDone
    }
    return isGood ? .good : .failed
  }

  private init(_ words: [String], isMake: Bool) throws {
    let arguments = try Arguments(words, of: isMake ? Self.making : Self.checking)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let chosen = try arguments.all("--language").map(Self.language)
    languages = chosen.isEmpty ? Language.allCases : chosen
    folder = try Installation.prompts(arguments.value("--prompts"))
    let python = arguments.value("--python") ?? PromptsMaking.python(prompts: folder)
    self.python = python
    voice = try arguments.value("--voice").map { try SpeechVoice(argument: $0, python: python) }
    if arguments.has("--missing") { selection = .missing }
    if arguments.has("--all") { selection = .all }
    let names = Set(arguments.all("--only"))
    if !names.isEmpty { selection = .only(names) }
    let known = Set(languages.flatMap { clips(of: $0).map(\.name) })
    if let wrong = names.subtracting(known).min() {
      throw UsageError(reason: "there is no clip '\(wrong)'.")
    }
    if voice != nil && languages.count > 1 {
      throw UsageError(reason: "--voice needs one --language.")
    }
  }

  // MARK: Making

  private static func makeDemo(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: demo)
    let folder = try Installation.prompts(arguments.value("--prompts"))
    print("\(try DemoSounds(prompts: folder).make()) sounds made.")
    return .good
  }

  private func make(_ language: Language) throws -> Bool {
    let folder = "\(self.folder)/\(language.rawValue)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let library = try PromptLibrary(folders: [folder])
    var table = try ClipTable(folder: folder)
    let needed = clips(of: language)
    let orphans = Set(table.texts.keys).subtracting(needed.map(\.name))
    for name in orphans {
      if let path = library.path(ofClip: name), Self.isMade(path) {
        try FileManager.default.removeItem(atPath: path)
      }
      table.forget(name)
    }
    let chosen = needed.filter { isChosen($0, path: library.path(ofClip: $0.name), table) }
    let report = PromptsMaking(
      voice: voice ?? PromptsMaking.usualVoice(of: language, python: python), folder: folder
    )
    .make(chosen)
    for clip in report.made { table.note(clip) }
    try table.write()
    for failure in report.failures { Terminal.complain(failure) }
    print(
      "\(language.rawValue): \(report.made.count) of \(needed.count) clips made,"
        + " \(orphans.count) removed, \(report.failures.count) failed.")
    return report.failures.isEmpty
  }

  private func isChosen(_ clip: Clip, path: String?, _ table: ClipTable) -> Bool {
    guard let path else {
      if case .only(let names) = selection { return names.contains(clip.name) }
      return true
    }
    guard Self.isMade(path) else { return false }
    switch selection {
    case .changed: return !table.isCurrent(clip)
    case .missing: return false
    case .all: return true
    case .only(let names): return names.contains(clip.name)
    }
  }

  /// Whether this command made the file: it writes no other ending.
  private static func isMade(_ path: String) -> Bool {
    path.hasSuffix("." + PromptSound.format.fileExtension)
  }

  // MARK: Checking

  private func check(_ language: Language) throws -> Bool {
    let faults = try Self.faults(in: language, folder: folder)
    for fault in faults { print("\(language.rawValue): \(fault)") }
    print("\(language.rawValue): \(clips(of: language).count) clips, \(faults.count) faults.")
    return faults.isEmpty
  }

  /// What is wrong with the clips of a language: a sentence each.
  static func faults(in language: Language, folder: String) throws -> [String] {
    let library = try PromptLibrary(folders: ["\(folder)/\(language.rawValue)"])
    let table = try ClipTable(folder: "\(folder)/\(language.rawValue)")
    let needed = clips(of: language)
    let findings = PromptCheck.findings(required: Set(needed.map(\.name)), in: library)
    let outdated = needed.filter { library.path(ofClip: $0.name) != nil && !table.isCurrent($0) }
    return findings.map(\.description)
      + outdated.map { "The prompt \($0.name) is older than its text, which is now '\($0.text)'." }
  }

  // MARK: Arguments

  static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else {
      throw UsageError(reason: "--language is one of en, de, nl, not '\(text)'.")
    }
    return language
  }
}
