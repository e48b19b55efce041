/// The completion of fish, by its `complete`.
struct FishCompletion {
  let root: CommandForm
  /// The name of the program.
  let program: String

  /// The whole file.
  var text: String {
    let places = CompletionPlace.all(below: root)
    let paths = places.dropFirst().map { "'\($0.path)'" }.joined(separator: " ")
    let head = """
      # Completion of \(program), made from its table of commands.
      function __\(program)_at
        set -l path ''
        for word in (commandline -opc)[2..]
          set -l next (string trim "$path $word")
          contains -- $next \(paths); or break
          set path $next
        end
        test "$path" = "$argv"
      end
      complete -c \(program) -f
      """
    return ([head] + places.flatMap(rows) + [""]).joined(separator: "\n")
  }

  private func rows(of place: CompletionPlace) -> [String] {
    let start = "complete -c \(program) -n \"__\(program)_at \(place.path)\""
    let words = place.subwords.map { word in
      let path = place.path.isEmpty ? word : "\(place.path) \(word)"
      let found = place.form.subcommands.first { $0.name == path }
      return "\(start) -a \(word)\(Self.described(found?.summary ?? ""))"
    }
    let options = place.form.options.map { option in
      let value =
        if option.takesWord {
          switch option.completion {
          case .nothing: " -x"
          case .folders: " -x -a '(__fish_complete_directories)'"
          case .files: " -r -F"
          case .words(let words): " -x -a '\(words.joined(separator: " "))'"
          }
        } else {
          ""
        }
      return "\(start) -l \(option.name.dropFirst(2))\(value)\(Self.described(option.text))"
    }
    return words + options + (place.form.takesFiles ? ["\(start) -F"] : [])
  }

  /// ` -d 'what it does'`.
  private static func described(_ text: String) -> String {
    guard let line = text.split(separator: "\n").first else { return "" }
    let quoted = line.replacing("\\", with: "\\\\").replacing("'", with: "\\'")
    return " -d '\(quoted)'"
  }
}
