import Commands
import Foundation

/// The command line: finds the command and runs it.
@main struct Main {
  static func main() {
    StandardStream.openMissing()
    var words = Array(CommandLine.arguments.dropFirst())
    let name = words.isEmpty ? "--help" : words.removeFirst()
    exit(run(name, words).rawValue)
  }

  private static func run(_ name: String, _ words: [String]) -> ExitCode {
    if name == "--help" || name == "-h" || name == "help" {
      print(table.overview)
      return .good
    }
    if name == "--version" || name == "-V" || name == "version" {
      print(Version.text)
      return .good
    }
    guard let command = commands.first(where: { $0.name == name }) else {
      Terminal.complain("voiceportal: there is no command '\(name)'. See voiceportal --help.")
      return .usage
    }
    return command.exitCode(for: words)
  }

  /// The one table of commands.
  static var table: CommandTable {
    CommandTable(
      program: "voiceportal",
      root: CommandForm(
        "", "a voice portal and voicemail server",
        options: [
          .flag("--help", "what a command takes, behind its name too"),
          .flag("--version", "the version, the commit, and the versions of the libraries"),
        ],
        usages: ["COMMAND [OPTIONS]", "COMMAND --help", "--version"],
        notes: """
          Exit codes: 0 good, 1 something failed or a check found something, 2 wrong usage,
          70 an error of the program.
          """, subcommands: commands.map { $0.form }))
  }

  /// Every command, in the order of the overview.
  static var commands: [any ShellCommand.Type] {
    [
      SimulateCommand.self,
      ServeCommand.self,
      StatusCommand.self,
      CallsCommand.self,
      MailCommand.self,
      HooksCommand.self,
      ReplayCommand.self,
      AccountsCommand.self,
      ImportCommand.self,
      BackupCommand.self,
      RestoreCommand.self,
      StorageCommand.self,
      SalvageCommand.self,
      FlowCommand.self,
      CheckCommand.self,
      PromptsCommand.self,
      DTMFCommand.self,
      ManualCommand.self,
    ]
  }
}
