/// The one table of a program's commands, and the texts that are made from it.
package struct CommandTable {
  /// A file for the folder of a shell or of the manual.
  package struct Page: Equatable {
    /// Below the folder, such as `man/voiceportal-serve.1`.
    package let path: String
    package let text: String
  }

  /// The name of the program.
  package let program: String
  /// The program itself, with every command in the order of the overview.
  package let root: CommandForm

  package init(program: String, root: CommandForm) {
    (self.program, self.root) = (program, root)
  }

  /// The overview: `--help` without a command.
  package var overview: String {
    """
    \(program): \(root.summary).

    usage: \(program) COMMAND [OPTIONS], \(program) COMMAND --help, \(program) --version

    \(HelpText.table(root.subcommands.map { ($0.name, $0.summary) }))

    \(root.notes)
    """
  }

  /// Every manual page and completion.
  /// - Parameters:
  ///   - version: The name of the program with its version.
  ///   - date: The day of the manual pages, such as `2026-11-29`.
  package func pages(version: String, date: String) -> [Page] {
    let manual = ([root] + root.subcommands).map { form in
      let page = ManualPage(form: form, program: program, version: version, date: date)
      return Page(path: "man/\(page.name).1", text: page.text)
    }
    return manual + [
      Page(path: "bash/\(program)", text: BashCompletion(root: root, program: program).text),
      Page(path: "zsh/_\(program)", text: ZshCompletion(root: root, program: program).text),
      Page(path: "fish/\(program).fish", text: FishCompletion(root: root, program: program).text),
    ]
  }
}
