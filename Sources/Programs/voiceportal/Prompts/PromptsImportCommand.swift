import Commands
import Configuration
import Foundation
import Mailbox
import PromptMaking
import SoundFiles
import Speech

/// `voiceportal prompts import`: a person's recordings in place of spoken clips.
struct PromptsImportCommand {
  private let sheet: RecordingSheet
  /// The language's folder of prompts.
  private let folder: String
  private let pauseMilliseconds: Int

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: PromptsCommand.importing)
    guard arguments.rest.count == 1 else {
      throw UsageError(reason: "name one folder of recordings, or one long recording.")
    }
    let pause = arguments.value("--pause") ?? "1000"
    guard let milliseconds = Int(pause), (100...10_000).contains(milliseconds) else {
      throw UsageError(reason: "--pause is 100 to 10000 milliseconds, not '\(pause)'.")
    }
    let sheet = try PromptsScriptCommand.sheet(arguments)
    let prompts = try Installation.prompts(arguments.value("--prompts"))
    let command = PromptsImportCommand(
      sheet: sheet, folder: "\(prompts)/\(sheet.language.rawValue)",
      pauseMilliseconds: milliseconds)
    return try command.takeOver(arguments.rest[0], isLenient: arguments.has("--anyway"))
  }

  private func takeOver(_ path: String, isLenient: Bool) throws -> ExitCode {
    let sounds = try Self.isFolder(path) ? files(in: path) : cut(path)
    if !isLenient {
      let misfits = sounds.compactMap { clip, sound in Self.misfit(clip, sound) }
      if !misfits.isEmpty {
        for misfit in misfits { Terminal.complain(misfit) }
        throw Failure(
          "Nothing was changed. If these recordings are right, say --anyway.")
      }
    }
    return try keep(sounds)
  }

  // MARK: Reading

  private static func isFolder(_ path: String) throws -> Bool {
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure("There is no \(path).")
    }
    let values = try URL(fileURLWithPath: path).resourceValues(forKeys: [.isDirectoryKey])
    return values.isDirectory ?? false
  }

  private func files(in path: String) throws -> [(Clip, Sound)] {
    let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    let recordings = names.filter { !$0.hasPrefix(".") }
    var sounds: [(Clip, Sound)] = []
    for name in recordings {
      let title = URL(filePath: name).deletingPathExtension().lastPathComponent
      guard let clip = sheet.clip(ofFile: title) else {
        throw Failure(
          "\(name) is the name of no clip, and no number on the sheet. Nothing was changed.")
      }
      if let twice = sounds.first(where: { $0.0 == clip }) {
        throw Failure("There are two recordings of \(twice.0.name). Nothing was changed.")
      }
      sounds.append((clip, try Sound.read("\(path)/\(name)")))
    }
    guard !sounds.isEmpty else { throw Failure("There is no recording in \(path).") }
    return sounds
  }

  private func cut(_ path: String) throws -> [(Clip, Sound)] {
    let pieces = RecordingCut.pieces(
      of: try Sound.read(path, limitSeconds: 14_400), pauseMilliseconds: pauseMilliseconds)
    guard pieces.count == sheet.clips.count else {
      Terminal.complain(
        "\(path) has \(pieces.count == 1 ? "1 piece" : "\(pieces.count) pieces") between"
          + " pauses of \(pauseMilliseconds) ms, and the sheet has \(sheet.clips.count) texts.")
      if let (clip, piece) = zip(sheet.clips, pieces).first(where: { clip, piece in
        Self.misfit(clip, milliseconds: piece.length) != nil
      }) {
        Terminal.complain(
          "The first that does not fit is at \(Self.time(piece.start)): it lasts"
            + " \(piece.length) ms, where \"\(clip.text)\" is expected.")
      }
      throw Failure("Nothing was changed. Another --pause may help.")
    }
    return zip(sheet.clips, pieces).map { ($0, $1.sound) }
  }

  private static func time(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1_000
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  /// Why a recording cannot be of its text: it is much too long or too short.
  private static func misfit(_ clip: Clip, _ sound: Sound) -> String? {
    let range = RecordingCut.pieces(of: sound, pauseMilliseconds: 10_000)
    guard let piece = range.first else { return "The recording of \(clip.name) is silent." }
    return misfit(clip, milliseconds: piece.length)
  }

  private static func misfit(_ clip: Clip, milliseconds: Int) -> String? {
    let usual = estimatedMilliseconds(of: .clip(clip))
    guard milliseconds < usual / 3 || milliseconds > 3 * usual + 700 else { return nil }
    return "The recording of \(clip.name) lasts \(milliseconds) ms; \"\(clip.text)\" takes about"
      + " \(usual)."
  }

  // MARK: Keeping

  /// Writes all of them beside each other first, so that one that fails changes nothing.
  private func keep(_ sounds: [(Clip, Sound)]) throws -> ExitCode {
    let files = FileManager.default
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let fresh = "\(folder)/.import-\(UUID().uuidString)"
    try files.createDirectory(atPath: fresh, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: fresh) }
    for (clip, sound) in sounds {
      let path = "\(fresh)/\(clip.name).\(Self.format.fileExtension)"
      guard try PromptSound.write(sound, to: path, format: Self.format) else {
        throw Failure("The recording of \(clip.name) is silent. Nothing was changed.")
      }
    }
    let findings = PromptCheck.findings(
      required: Set(sounds.map(\.0.name)), in: try PromptLibrary(folders: [fresh]))
    guard findings.isEmpty else {
      for finding in findings { Terminal.complain(finding.description) }
      throw Failure("Nothing was changed.")
    }
    let library = try PromptLibrary(folders: [folder])
    var table = try ClipTable(folder: folder)
    for (clip, _) in sounds {
      if let old = library.path(ofClip: clip.name) { try files.removeItem(atPath: old) }
      let name = "\(clip.name).\(Self.format.fileExtension)"
      try files.moveItem(atPath: "\(fresh)/\(name)", toPath: "\(folder)/\(name)")
      table.note(clip)
    }
    try table.write()
    print(
      "\(sheet.language.rawValue): \(sounds.count) of \(clips(of: sheet.language).count) clips"
        + " taken over.")
    return .good
  }

  /// Another than that of made clips, so that `make` leaves them alone.
  private static let format = SoundFormat.flac
}
