/// The completion of zsh, a function of its `compinit`.
struct ZshCompletion {
  let root: CommandForm
  /// The name of the program.
  let program: String

  /// The whole file.
  var text: String {
    let places = CompletionPlace.all(below: root)
    let paths = places.dropFirst().map { "'\($0.path)'" }.joined(separator: "|")
    return """
      #compdef \(program)
      # Completion of \(program), made from its table of commands.
      local path_ next i
      for ((i = 2; i < CURRENT; i++)); do
        next="${path_:+$path_ }$words[i]"
        case $next in
          (\(paths)) path_=$next ;;
          (*) break ;;
        esac
      done
      case "$path_ $words[CURRENT-1]" in
      \(values(of: places))
      esac
      case $path_ in
      \(words(of: places))
      esac

      """
  }

  private func words(of places: [CompletionPlace]) -> String {
    places.map { place in
      let rows =
        place.subwords.map { word in
          let path = place.path.isEmpty ? word : "\(place.path) \(word)"
          let found = place.form.subcommands.first { $0.name == path }
          return (word, found?.summary ?? "")
        } + place.form.options.map { ($0.name, $0.text) }
      let items = rows.map { Self.item($0.0, $0.1) }.joined(separator: " ")
      let files = place.form.takesFiles ? "; _files" : ""
      return "  ('\(place.path)') local -a found=(\(items)); _describe word found\(files) ;;"
    }.joined(separator: "\n")
  }

  /// `'word:what it does'`.
  private static func item(_ word: String, _ text: String) -> String {
    let line = text.split(separator: "\n").first.map(String.init) ?? ""
    let quoted = line.replacing("'", with: "'\\''")
    return "'\(word.replacing(":", with: "\\:"))\(quoted.isEmpty ? "" : ":" + quoted)'"
  }

  private func values(of places: [CompletionPlace]) -> String {
    places.flatMap { place in
      place.form.options.filter(\.takesWord).map { option in
        let answer =
          switch option.completion {
          case .nothing: "_message '\(option.value ?? "")'"
          case .folders: "_files -/"
          case .files: "_files"
          case .words(let words): "compadd -- \(words.joined(separator: " "))"
          }
        return "  ('\(place.path) \(option.name)') \(answer); return ;;"
      }
    }.joined(separator: "\n")
  }
}
