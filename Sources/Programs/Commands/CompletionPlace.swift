/// What a shell can complete at one place of the command line.
struct CompletionPlace {
  /// The words behind `voiceportal` so far, such as `calls list`; empty at the beginning.
  let path: String
  let form: CommandForm

  /// The words that can come next, without the options.
  var subwords: [String] {
    let count = path.split(separator: " ").count
    var words: [String] = []
    for sub in form.subcommands where sub.words.count > count {
      if !words.contains(sub.words[count]) { words.append(sub.words[count]) }
    }
    return words
  }

  /// All places below a form, itself first. A group such as `accounts list member` is one too.
  static func all(below root: CommandForm) -> [CompletionPlace] {
    root.all.flatMap { form -> [CompletionPlace] in
      let count = form.words.count
      let groups = form.subcommands.flatMap { sub in
        sub.words.indices.dropFirst(count + 1).map { sub.words[..<$0].joined(separator: " ") }
      }
      let named = Set(form.all.map(\.name))
      let places = Set(groups).subtracting(named).sorted().map { path in
        let below = form.subcommands.filter { $0.name.hasPrefix(path + " ") }
        return CompletionPlace(path: path, form: CommandForm(path, "", subcommands: below))
      }
      return [CompletionPlace(path: form.name, form: form)] + places
    }
  }
}
