import Administration
import Commands
import Mailbox
import Store

/// `accounts passcode check`: tries codes against a policy without an account.
enum PasscodeTrial {
  static let options: [CommandOption] = [
    .option(
      "--profile", "NAME", "the policy", choices: PasscodePolicy.profileNames),
    .option("--number", "NUMBER", "the main number of the owner"),
    .option("--extension", "DIGITS", "her extension"),
    .option("--first-name", "TEXT", "her first name"),
    .option("--last-name", "TEXT", "her last name"),
    .option("--history", "CODES", "the passcodes before, the newest first, with commas between"),
    .option("--country", "CODE", "the country of a number without a country code (49)"),
    .option("--trunk-prefix", "DIGITS", "what stands before its area code (0)"),
  ]

  /// Prints a line for each code: `CODE ok`, or `CODE RULE: reason`.
  static func run(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let codes = arguments.rest
    if codes.isEmpty { throw UsageError(reason: "CODE is missing.") }
    let policy = try CompanyFields.profile(
      named: arguments.value("--profile") ?? PasscodePolicy.profileNames[0], field: "profile")
    let owner = try owner(arguments)
    // The newest first.
    let history = (arguments.value("--history") ?? "").split(separator: ",").map(String.init)
    var isGood = true
    for code in codes {
      let broken = policy.firstBroken(by: code, of: owner, history: history)
      context.write(broken.map { "\(code) \($0.rawValue): \($0.reason)" } ?? "\(code) ok")
      isGood = isGood && broken == nil
    }
    return isGood ? .good : .failed
  }

  private static func owner(_ arguments: Arguments) throws -> PasscodeOwner {
    let code = arguments.value("--country") ?? "49"
    let plan = NumberingPlan(
      countryCode: code.hasPrefix("+") ? String(code.dropFirst()) : code,
      trunkPrefix: arguments.value("--trunk-prefix") ?? "0")
    let fields = FieldContext(
      company: Company(name: "", plan: plan, portalNumber: "")
    ) { _ in nil }
    return PasscodeOwner(
      firstName: arguments.value("--first-name") ?? "",
      lastName: arguments.value("--last-name") ?? "",
      number: try arguments.value("--number").map {
        try fields.phoneNumber($0, field: "number")
      },
      extension: try arguments.value("--extension").map(UserFields.read(extension:)))
  }
}
