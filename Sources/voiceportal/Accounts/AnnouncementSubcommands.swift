import Mailbox
import SoundFiles
import Store

/// `accounts announcement …`: the company's own sounds by name (requirement G1).
enum AnnouncementSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "announcement add", "NAME FILE", "any sound file; replaces the announcement of that name",
        run: add),
      Subcommand("announcement list", "", "the company's announcements", run: list),
      Subcommand(
        "announcement remove", "NAME", "greetings that were made from it keep their sound",
        run: remove),
      Subcommand(
        "announcement export", "NAME FILE", "writes it as .wav, .flac, .ogg or .opus",
        run: export),
    ]
  }

  private static let limitSeconds = 300

  /// The sound of an announcement, if it is not too long for its use.
  static func sound(
    _ name: String, limitSeconds: Int, _ arguments: Arguments, _ desk: AccountsDesk
  ) throws -> Sound {
    let found = try announcement(name, arguments, desk)
    guard found.sound.milliseconds <= Int32(limitSeconds) * 1_000 else {
      throw StoreError.refused(
        field: "announcement",
        reason: "'\(name)' lasts \(desk.length(found.sound.milliseconds)); \(limitSeconds) s are "
          + "allowed here.")
    }
    return try desk.sound(found.sound, arguments)
  }

  private static func add(_ arguments: Arguments, _ desk: AccountsDesk) throws -> ExitCode {
    let words = try arguments.exactly("NAME", "FILE")
    let company = try desk.company(arguments)
    let sound = try desk.importSound(words[1], limitSeconds: limitSeconds, field: "announcement")
    try desk.accounts(arguments).setAnnouncement(words[0], of: company.id, to: sound.samples)
    let length = desk.length(Int32(clamping: sound.milliseconds))
    desk.write("The announcement '\(words[0])' of \(company.name) lasts \(length).")
    return .good
  }

  private static func list(_ arguments: Arguments, _ desk: AccountsDesk) throws -> ExitCode {
    try arguments.expectNothingMore()
    let company = try desk.company(arguments)
    let rows = try desk.accounts(arguments).announcements(of: company.id).map {
      [$0.name, desk.length($0.sound.milliseconds)]
    }
    for line in TextTable.lines(rows) { desk.write(line) }
    return .good
  }

  private static func remove(_ arguments: Arguments, _ desk: AccountsDesk) throws -> ExitCode {
    let name = try arguments.exactly("NAME")[0]
    let company = try desk.company(arguments)
    try desk.accounts(arguments).removeAnnouncement(name, of: company.id)
    desk.write("Removed the announcement '\(name)' of \(company.name).")
    return .good
  }

  private static func export(_ arguments: Arguments, _ desk: AccountsDesk) throws -> ExitCode {
    let words = try arguments.exactly("NAME", "FILE")
    let format = try AccountsDesk.format(of: words[1])
    let found = try announcement(words[0], arguments, desk)
    try desk.export(found.sound, to: words[1], as: format, arguments)
    return .good
  }

  private static func announcement(
    _ name: String, _ arguments: Arguments, _ desk: AccountsDesk
  ) throws -> Announcement {
    let company = try desk.company(arguments)
    let all = try desk.accounts(arguments).announcements(of: company.id)
    guard let found = all.first(where: { $0.name == name }) else {
      throw StoreError.missing(kind: "announcement", name: name)
    }
    return found
  }
}
