import Audio
import Foundation
package import Mailbox
import Portal
import Processes
import SoundFiles
import Speech

/// How well a speech recogniser understands the prompts of a language: every clip, and sixty whole
/// phrases, over a wide line and over a telephone's.
package struct PromptsRating {
  /// What a line lets through.
  package enum Band: String, CaseIterable {
    /// 16 kHz, as the clips are kept.
    case wide
    /// 300 to 3,400 Hz, 8 kHz, G.711 µ-law.
    case phone
  }

  /// What is rated.
  package enum Part: String, CaseIterable { case clips, phrases }

  /// Something that is said, and its sound at 16 kHz.
  private struct Item {
    var text: String
    var samples: [Int16]
  }

  /// The figures of one language, part and band.
  package struct Result {
    package var words = ErrorCount()
    package var letters = ErrorCount()
    /// What was said and heard, where they differ.
    package var differences: [(said: String, heard: String)] = []
  }

  private static let rate = 16_000
  /// The recogniser looks at 30 s at a time; a row of clips stays below that.
  private static let longestRowSeconds = 18

  private let language: Language
  private let folder: String
  private let python: String

  /// - Parameters:
  ///   - folder: Of the prompts.
  ///   - python: The Python in which the recogniser is installed.
  package init(language: Language, folder: String, python: String) {
    (self.language, self.folder, self.python) = (language, folder, python)
  }

  /// Plays everything to the recogniser.
  /// - Throws: ``PromptsRatingError`` when the recogniser cannot be run, ``PromptLibraryError``.
  package func result(of part: Part, over band: Band) throws -> Result {
    let items = try part == .clips ? clipRows() : phrases()
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("voiceportal-rating-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    var list = ""
    for (index, item) in items.enumerated() {
      let path = scratch.appendingPathComponent("\(index).wav").path
      try sound(item.samples, over: band).write(to: path, format: .wav)
      list += "\(language.rawValue)\t\(path)\n"
    }
    let listURL = scratch.appendingPathComponent("list")
    try Data(list.utf8).write(to: listURL)
    let answers = scratch.appendingPathComponent("answers").path
    let messages = scratch.appendingPathComponent("messages").path
    let end = try ChildProcess.run(
      python, [folder + "/rate/recognise.py", listURL.path, answers], output: messages)
    let heard = (try? String(contentsOfFile: answers, encoding: .utf8)) ?? ""
    let lines = heard.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    guard end == .exit(0), lines.count == items.count else {
      let reason = (try? String(contentsOfFile: messages, encoding: .utf8)) ?? ""
      throw PromptsRatingError(
        "The recogniser failed; is it installed as \(folder)/rate/requirements.txt says?\n\(reason)"
      )
    }
    return compare(items, lines.map(String.init))
  }

  private func compare(_ items: [Item], _ lines: [String]) -> Result {
    var result = Result()
    let numbers = SpokenWords.Numbers(language)
    for (item, line) in zip(items, lines) {
      let said = SpokenWords(item.text, numbers: numbers)
      let heard = SpokenWords(line, numbers: numbers)
      let words = ErrorCount.words(said, heard: heard)
      result.words = result.words + words
      result.letters = result.letters + .letters(said, heard: heard)
      if words.errors > 0 { result.differences.append((item.text, line)) }
    }
    return result
  }

  // MARK: What is said

  /// The clips in rows, with pauses between: a recogniser makes little of a single word.
  private func clipRows() throws -> [Item] {
    let library = try PromptLibrary(folders: ["\(folder)/\(language.rawValue)"])
    let pause = [Int16](repeating: 0, count: Self.rate * 6 / 10)
    var rows: [Item] = []
    for clip in clips(of: language) {
      let samples = try samples(of: clip.name, in: library)
      let length = (rows.last?.samples.count ?? 0) + samples.count
      if rows.isEmpty || length > Self.longestRowSeconds * Self.rate {
        rows.append(Item(text: "", samples: pause))
      }
      rows[rows.count - 1].text += clip.text + "\n"
      rows[rows.count - 1].samples += samples + pause
    }
    return rows
  }

  private func phrases() throws -> [Item] {
    let library = try PromptLibrary(folders: ["\(folder)/\(language.rawValue)"])
    return try RatedPhrases.all.map { phrase in
      let utterance = utterance(of: phrase, in: language)
      var samples = [Int16](repeating: 0, count: Self.rate * 3 / 10)
      for piece in utterance.pieces {
        switch piece {
        case .clip(let clip): samples += try self.samples(of: clip.name, in: library)
        case .pause(let milliseconds):
          samples += [Int16](repeating: 0, count: milliseconds * Self.rate / 1_000)
        case .audio, .name, .take, .written: break
        }
      }
      return Item(text: utterance.text, samples: samples)
    }
  }

  private func samples(of clip: String, in library: PromptLibrary) throws -> [Int16] {
    guard let path = library.path(ofClip: clip) else {
      throw PromptsRatingError("The prompt \(clip) is missing.")
    }
    return try Sound.read(path).resampled(to: Self.rate).samples
  }

  private func sound(_ samples: [Int16], over band: Band) -> Sound {
    let wide = Sound(samples: samples, sampleRate: Self.rate)
    switch band {
    case .wide: return wide
    case .phone:
      let narrow = wide.resampled(to: LineFormat.sampleRate).samples
        .highPassed(hertz: 300).highPassed(hertz: 300)
      return Sound(samples: narrow.map { G711.muLaw.decode(G711.muLaw.encode($0)) })
    }
  }
}

/// Why prompts cannot be rated, as a sentence.
package struct PromptsRatingError: Error, CustomStringConvertible {
  package let description: String

  fileprivate init(_ description: String) { self.description = description }
}
