/// The completion of bash, by its `complete -F`.
struct BashCompletion {
  let root: CommandForm
  /// The name of the program.
  let program: String

  /// The whole file.
  var text: String {
    let places = CompletionPlace.all(below: root)
    let paths = places.dropFirst().map { "'\($0.path)'" }.joined(separator: " | ")
    return """
      # Completion of \(program), made from its table of commands.
      _\(program)() {
        local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
        local path= next i words=
        for ((i = 1; i < COMP_CWORD; i++)); do
          next="${path:+$path }${COMP_WORDS[i]}"
          case $next in
            \(paths)) path=$next ;;
            *) break ;;
          esac
        done
        COMPREPLY=()
        case "$path $before" in
      \(values(of: places))
        esac
        case $path in
      \(words(of: places))
        esac
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      \(files(of: places))
      }
      complete -o filenames -F _\(program) \(program)

      """
  }

  private func words(of places: [CompletionPlace]) -> String {
    places.map { place in
      let words = place.subwords + place.form.options.map(\.name)
      return "    '\(place.path)') words='\(words.joined(separator: " "))' ;;"
    }.joined(separator: "\n")
  }

  private func values(of places: [CompletionPlace]) -> String {
    places.flatMap { place in
      place.form.options.filter(\.takesWord).map { option in
        let answer =
          switch option.completion {
          case .nothing: ""
          case .folders: "COMPREPLY=($(compgen -d -- \"$word\")); "
          case .files: "COMPREPLY=($(compgen -f -- \"$word\")); "
          case .words(let words):
            "COMPREPLY=($(compgen -W '\(words.joined(separator: " "))' -- \"$word\")); "
          }
        return "    '\(place.path) \(option.name)') \(answer)return ;;"
      }
    }.joined(separator: "\n")
  }

  /// Files stand behind the commands that take some.
  private func files(of places: [CompletionPlace]) -> String {
    let paths = places.filter(\.form.takesFiles).map { "'\($0.path)'" }
    return """
        case $path in
          \(paths.joined(separator: " | "))) COMPREPLY+=($(compgen -f -- "$word")) ;;
        esac
      """
  }
}

extension CommandForm {
  /// Whether a word behind it may be a file or a folder.
  var takesFiles: Bool {
    ["FILE", "DIR", "FOLDER", "FROM"].contains { arguments.contains($0) }
  }
}
