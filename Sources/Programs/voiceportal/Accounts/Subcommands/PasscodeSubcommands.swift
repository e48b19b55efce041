import Commands
import Mailbox
import Store

/// `accounts passcode …` (requirements B5 to B8). No passcode is taken from the command line of a
/// real account, where `ps` and the shell's history would show it.
enum PasscodeSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "passcode set", "USER",
        "asks for a new one",
        options: [.flag("--assigned", "to be changed at the next login")], run: set),
      Subcommand(
        "passcode generate", "USER",
        "sets a random one, prints it; to be changed at the next login",
        options: [.option("--length", "N", "so many digits")], run: generate),
      Subcommand(
        "passcode check", "CODE…",
        "tries codes against a policy, without an account", options: PasscodeTrial.options,
        run: PasscodeTrial.run),
      Subcommand(
        "web-password set", "USER",
        "asks for what is typed on the page instead of the passcode; administrators need one",
        run: setWebPassword),
      Subcommand(
        "web-password clear", "USER", "removes it: the page asks for the passcode again",
        run: clearWebPassword),
    ]
  }

  private static func set(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let passcode = try context.askPasscode("New passcode of \(user.fullName): ")
    try context.accounts(arguments).setPasscode(
      passcode, of: user.id, assigned: arguments.has("--assigned"))
    context.write("\(user.fullName) has a new passcode.")
    return .good
  }

  private static func setWebPassword(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let typed = try context.askPasscode("New web password of \(user.fullName): ")
    try context.accounts(arguments).setWebPassword(WebPassword(typed.digits), of: user.id)
    context.write("\(user.fullName) has a new web password.")
    return .good
  }

  private static func clearWebPassword(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    try context.accounts(arguments).setWebPassword(nil, of: user.id)
    context.write("\(user.fullName) signs in on the page with the passcode.")
    return .good
  }

  private static func generate(_ arguments: Arguments, _ context: AccountsContext) throws
    -> ExitCode
  {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let company = try context.company(arguments)
    let accounts = try context.accounts(arguments)
    var generator = SystemRandomNumberGenerator()
    var failure: (any Error)?
    let digits = try company.policy.generate(
      for: user.passcodeOwner, length: try arguments.number("--length", in: 1...30),
      using: &generator
    ) { digits in
      do {
        return try accounts.brokenRule(by: Passcode(digits), of: user.id, assigned: true) != nil
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    try accounts.setPasscode(Passcode(digits), of: user.id, assigned: true)
    context.write(digits)
    return .good
  }
}
