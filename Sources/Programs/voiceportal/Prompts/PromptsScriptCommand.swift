import Commands
import PromptMaking
import Speech

/// `voiceportal prompts script`: the sheet from which a person records.
enum PromptsScriptCommand {
  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(words, of: PromptsCommand.sheet)
    if let word = arguments.rest.first { throw UsageError(reason: "'\(word)' is too much.") }
    let sheet = try sheet(arguments)
    let text = arguments.has("--page") ? sheet.page : sheet.text
    guard let path = arguments.value("--output") else {
      print(text, terminator: "")
      return .good
    }
    try TextFile.write(text, to: path)
    print("\(sheet.clips.count) texts in \(path).")
    return .good
  }

  /// The sheet that `--language` and `--only` ask for.
  static func sheet(_ arguments: Arguments) throws -> RecordingSheet {
    guard let language = arguments.value("--language") else {
      throw UsageError(reason: "--language is missing.")
    }
    let names = Set(arguments.all("--only"))
    let sheet = RecordingSheet(try PromptsCommand.language(language), only: names)
    if let wrong = names.subtracting(sheet.clips.map(\.name)).min() {
      throw UsageError(reason: "there is no clip '\(wrong)'.")
    }
    return sheet
  }
}
