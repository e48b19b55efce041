import Commands
import Mailbox
import SoundFiles
import Store

/// `accounts announcement …`: sounds by name, the company's or a user's own (requirement G1).
enum AnnouncementSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "announcement add", "NAME FILE",
        "for the company, or the user's own; replaces the one of that name",
        options: [.user("the user's own, and not the company's")],
        run: add),
      Subcommand(
        "announcement list", "", "the company's announcements, or the user's own",
        options: [.user("the user's own, and not the company's")], run: list),
      Subcommand(
        "announcement remove", "NAME",
        "greetings that were made from it keep their sound",
        options: [.user("the user's own, and not the company's")], run: remove),
      Subcommand(
        "announcement export", "NAME FILE",
        "writes it as .wav, .flac, .ogg or .opus",
        options: [.user("the user's own, and not the company's")], run: export),
    ]
  }

  /// The sound of an announcement for a user, if it is not too long for its use. Her own are
  /// looked at before the company's.
  static func sound(
    _ name: String, for user: User, limitSeconds: Int, _ arguments: Arguments,
    _ context: AccountsContext
  ) throws -> Sound {
    let found = try announcement(
      name, among: [.user(user.id), .company(user.company)], arguments, context)
    guard found.sound.milliseconds <= Int32(limitSeconds) * 1_000 else {
      throw StoreError.refused(
        field: "announcement",
        reason: .sentence(
          "'\(name)' lasts \(context.length(found.sound.milliseconds)); \(limitSeconds) s are "
            + "allowed here."))
    }
    return try context.sound(found.sound, arguments)
  }

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let words = try arguments.exactly("NAME", "FILE")
    let (owner, ownersName) = try owner(arguments, context)
    let sound = try context.importSound(
      words[1], limitSeconds: OwnSoundLimit.seconds, field: "announcement")
    try context.accounts(arguments).setAnnouncement(words[0], of: owner, to: sound.samples)
    let length = context.length(Int32(clamping: sound.milliseconds))
    context.write("The announcement '\(words[0])' of \(ownersName) lasts \(length).")
    return .good
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    let (owner, _) = try owner(arguments, context)
    let rows = try context.accounts(arguments).announcements(of: owner).map {
      [$0.name, context.length($0.sound.milliseconds)]
    }
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func remove(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let name = try arguments.exactly("NAME")[0]
    let (owner, ownersName) = try owner(arguments, context)
    try context.accounts(arguments).removeAnnouncement(name, of: owner)
    context.write("Removed the announcement '\(name)' of \(ownersName).")
    return .good
  }

  private static func export(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let words = try arguments.exactly("NAME", "FILE")
    let format = try AccountsContext.format(of: words[1])
    let (owner, _) = try owner(arguments, context)
    let found = try announcement(words[0], among: [owner], arguments, context)
    try context.export(found.sound, to: words[1], as: format, arguments)
    return .good
  }

  /// Whose announcements are meant, and the name of that company or user.
  private static func owner(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> (AnnouncementOwner, String) {
    if let number = arguments.value("--user") {
      let user = try context.user(number, arguments)
      return (.user(user.id), user.fullName)
    }
    let company = try context.company(arguments)
    return (.company(company.id), company.name)
  }

  /// The one of the first owner who has one of this name.
  private static func announcement(
    _ name: String, among owners: [AnnouncementOwner], _ arguments: Arguments,
    _ context: AccountsContext
  ) throws -> Announcement {
    for owner in owners {
      let all = try context.accounts(arguments).announcements(of: owner)
      if let found = all.first(where: { $0.name == name }) { return found }
    }
    throw StoreError.missing(kind: "announcement", name: name)
  }
}
