import Commands
import Configuration
import Foundation

/// The one table of commands, and the texts that are made from it.
enum CommandTable {
  /// A file for the folder of a shell or of the manual.
  struct Page: Equatable {
    /// Below the folder, such as `man/voiceportal-serve.1`.
    let path: String
    let text: String
  }

  /// The program itself, with every command in the order of the overview.
  static var root: CommandForm {
    CommandForm(
      "", "a voice portal and voicemail server",
      options: [
        .flag("--help", "what a command takes, behind its name too"),
        .flag("--version", "the version, the commit, and the versions of the libraries"),
      ],
      usages: ["COMMAND [OPTIONS]", "COMMAND --help", "--version"],
      notes: """
        Exit codes: 0 good, 1 something failed or a check found something, 2 wrong usage,
        70 an error of the program.
        """, subcommands: Main.commands.map { $0.form })
  }

  /// The overview: `voiceportal --help`.
  static var overview: String {
    """
    voiceportal: \(root.summary).

    usage: voiceportal COMMAND [OPTIONS], voiceportal COMMAND --help, voiceportal --version

    \(HelpText.table(root.subcommands.map { ($0.name, $0.summary) }))

    \(root.notes)
    """
  }

  /// Every manual page and completion.
  /// - Parameter date: The day of the manual pages, such as `2026-11-29`.
  static func pages(date: String) -> [Page] {
    let manual = ([root] + root.subcommands).map { form in
      let page = ManualPage(form: form, date: date)
      return Page(path: "man/\(page.name).1", text: page.text)
    }
    return manual + [
      Page(path: "bash/voiceportal", text: BashCompletion(root: root).text),
      Page(path: "zsh/_voiceportal", text: ZshCompletion(root: root).text),
      Page(path: "fish/voiceportal.fish", text: FishCompletion(root: root).text),
    ]
  }
}

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
