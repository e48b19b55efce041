import Commands
import Mailbox
import SoundFiles
import Store

/// `accounts greeting …`: greetings and recorded names from and to sound files (requirement G2).
enum GreetingSubcommands {
  static let slotNames = GreetingSlot.allCases.map(\.rawValue).joined(separator: ", ")

  static var all: [Subcommand] {
    [
      Subcommand(
        "greeting set", "USER SLOT [FILE]",
        "any sound file, or an announcement, her own or the company's; callers hear it from now on",
        options: [
          .option("--announcement", "NAME", "an announcement, her own or the company's")
        ], usages: ["USER SLOT FILE", "USER SLOT --announcement NAME"], run: set),
      Subcommand("greeting clear", "USER SLOT", "back to the system's greeting", run: clear),
      Subcommand("greeting show", "USER", "what is recorded and what is chosen", run: show),
      Subcommand(
        "greeting export", "USER SLOT FILE", "writes it as .wav, .flac, .ogg or .opus",
        run: export),
    ]
  }

  /// Chooses the greeting as well, as recording by phone does. Being away is a switch of its own.
  private static func set(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let announcement = arguments.value("--announcement")
    let words =
      try announcement == nil
      ? arguments.exactly("USER", "SLOT", "FILE") : arguments.exactly("USER", "SLOT")
    let user = try context.user(words[0], arguments)
    let slot = try slot(words[1])
    let sound =
      if let announcement {
        try AnnouncementSubcommands.sound(
          announcement, for: user, limitSeconds: slot.longestSeconds, arguments, context)
      } else {
        try context.importSound(words[2], limitSeconds: slot.longestSeconds, field: "greeting")
      }
    try context.accounts(arguments).transaction { accounts in
      try accounts.setGreeting(slot, of: user.id, to: sound.samples)
      try accounts.change(user: user.id) { $0.settings.greetings.select(recorded: slot) }
    }
    let length = context.length(Int32(clamping: sound.milliseconds))
    context.write("The greeting \(slot.rawValue) of \(user.fullName) lasts \(length).")
    return .good
  }

  private static func clear(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let words = try arguments.exactly("USER", "SLOT")
    let user = try context.user(words[0], arguments)
    let slot = try slot(words[1])
    try context.accounts(arguments).transaction { accounts in
      try accounts.change(user: user.id) { $0.settings.greetings.forget(recorded: slot) }
      try accounts.setGreeting(slot, of: user.id, to: nil)
    }
    context.write("The greeting \(slot.rawValue) of \(user.fullName) is empty.")
    return .good
  }

  private static func show(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let accounts = try context.accounts(arguments)
    let chosen = user.settings.greetings
    let rows = try GreetingSlot.allCases.map { slot in
      let sound = try accounts.greeting(slot, of: user.id)
      let isChosen =
        switch slot {
        case .busy: chosen.playsBusy
        case .personal, .alternate1, .alternate2, .alternate3: chosen.noAnswer == slot
        case .away: chosen.isAway
        case .name: sound != nil
        }
      let length = sound.map { context.length($0.milliseconds) } ?? "empty"
      return [slot.rawValue, length, isChosen ? "chosen" : ""]
    }
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func export(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let words = try arguments.exactly("USER", "SLOT", "FILE")
    let user = try context.user(words[0], arguments)
    let slot = try slot(words[1])
    let format = try AccountsContext.format(of: words[2])
    guard let greeting = try context.accounts(arguments).greeting(slot, of: user.id) else {
      throw Failure("\(user.fullName) has no greeting \(slot.rawValue).")
    }
    try context.export(greeting, to: words[2], as: format, arguments)
    return .good
  }

  private static func slot(_ text: String) throws -> GreetingSlot {
    guard let slot = GreetingSlot(rawValue: text) else {
      throw StoreError.refused(field: "slot", reason: "It is one of \(slotNames), not '\(text)'.")
    }
    return slot
  }
}
