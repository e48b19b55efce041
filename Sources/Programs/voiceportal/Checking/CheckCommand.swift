import Administration
import CallFlow
import Commands
import Foundation
import Mailbox
import Portal
import Store

/// `voiceportal check`: everything that can be wrong before the first call comes.
enum CheckCommand: ShellCommand {
  static let form = CommandForm(
    "check", "check this machine, the call flow, key layouts, prompts and the data directory",
    options: [
      .keys,
      .option(
        "--config", "FILE",
        """
        also what the server of this file needs of this machine: ports, certificates,
        the right to its data directory, its sound card, mail server and programs
        """),
      .option(
        "--data", "DIR",
        """
        also this data directory: modes, database, secret, schema, integrity, sounds that
        are missing, cut or too long, each by name; recordings that wait, and sounds that
        no message names, are told and are no problem
        """),
      .flag("--deep", "reads every sound of --data and compares it with its hash"),
      .prompts,
      .option(
        "--accounts", "FILE.csv",
        """
        also whether 'accounts import' would take this file; with --data into that
        directory, else into an empty company
        """),
    ],
    about: """
      Checks this machine (what is missing, and how to get it), the call flow with every layout
      (doubled keys, dead ends, places that nothing leads to; with --keys only that one), the prompts
      of each language (missing, unused, empty, clipped, outdated), and what else is named. A line for
      each check. Exit code 1 if there is any problem.
      """,
    notes: """
      A layout of one's own is a text file, a line each: PLACE COMMAND KEY. 'layout NAME' as the
      first line says what it starts from, 'everywhere' stands for all places, 'none' for no key,
      and lines that begin with # are comments. 'voiceportal flow' shows all places and commands.

        layout         broadworks
        everywhere     repeat-menu    0
        messages-menu  play-messages  5
        messages-menu  compose        1
        playing        help           none
      """, subcommands: [AudioCheck.form])

  static func run(_ words: [String]) throws -> ExitCode {
    if words.first == "audio" { return try AudioCheck.run(Array(words.dropFirst())) }
    let arguments = try Arguments(words, of: form)
    try arguments.expectNothingMore()
    let data = arguments.value("--data")
    if arguments.has("--deep"), data == nil { throw UsageError(reason: "--deep needs --data.") }
    var check = Checklist { print($0) }
    check.lookAtMachine()
    if let path = arguments.value("--config") { check.lookAtServer(path) }
    let named = arguments.all("--keys")
    for layout in named.isEmpty ? Layouts.BuiltIn.allCases.map(\.rawValue) : named {
      check.lookAtKeys(layout)
    }
    check.lookAtPrompts(arguments.value("--prompts"))
    if let data { check.lookAtData(data, readsSounds: arguments.has("--deep")) }
    if let path = arguments.value("--accounts") { check.lookAtAccounts(path, data: data) }
    return check.isGood ? .good : .failed
  }
}
