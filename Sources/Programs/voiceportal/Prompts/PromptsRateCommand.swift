import Commands
import Foundation
import Mailbox
import PromptMaking

/// `voiceportal prompts rate`: a row for each language, part and band.
enum PromptsRateCommand {
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: PromptsCommand.rating)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let chosen = try arguments.all("--language").map(PromptsCommand.language)
    let part = try arguments.choice("--part", of: PromptsRating.Part.self)
    let band = try arguments.choice("--band", of: PromptsRating.Band.self)
    let folder = try Installation.prompts(arguments.value("--prompts"))
    var head = "| Language | What | Line | Words wrong | Letters wrong |\n|---|---|---|---|---|\n"
    for language in chosen.isEmpty ? Language.allCases : chosen {
      let rating = PromptsRating(
        language: language, folder: folder, python: arguments.value("--python") ?? "python3")
      for part in part.map({ [$0] }) ?? PromptsRating.Part.allCases {
        for band in band.map({ [$0] }) ?? PromptsRating.Band.allCases {
          let result = try rating.result(of: part, over: band)
          print(
            head + "| \(language.rawValue) | \(part.rawValue) | \(band.rawValue) "
              + "| \(figure(result.words.rate)) | \(figure(result.letters.rate)) |")
          head = ""
          guard arguments.has("--differences") else { continue }
          for difference in result.differences {
            print("  said:  \(difference.said.replacing("\n", with: " / "))")
            print("  heard: \(difference.heard)")
          }
        }
      }
    }
    return .good
  }

  private static func figure(_ rate: Double) -> String {
    String(format: "%.2f", rate)
  }
}
