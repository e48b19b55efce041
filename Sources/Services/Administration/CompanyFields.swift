public import Mailbox
import Store

/// Everything that can be set for a company.
public enum CompanyFields {
  /// Without these a company cannot be added.
  public static let required = ["name", "country-code", "trunk-prefix", "portal-number"]

  /// In the order of tables.
  public static var all: [Field<Company>] { identity + passcodes + lockout + rules + mail + hooks }

  /// The same in parts, as a page shows them.
  public static var parts: [FieldPart: [Field<Company>]] {
    [
      .company: identity, .passcodes: passcodes, .lockout: lockout, .rules: rules, .mail: mail,
      .hooks: hooks,
    ]
  }

  private static var identity: [Field<Company>] {
    [
      .text("name", "text, unique", \.name),
      .text("country-code", "1 to 3 digits, such as 49", \.plan.countryCode),
      .text("trunk-prefix", "what stands before a national number, such as 0", \.plan.trunkPrefix),
      .text("portal-number", "NUMBER or extension that reaches the portal", \.portalNumber),
      .text("access-code", "digits, * and #: reaches it from the company's phones", \.accessCode),
      .choice(
        "language", \.language, Language.allCases.map { ($0.rawValue, $0) }, "of new users"),
      .text("time-zone", "of new users, such as Europe/Berlin", \.timeZone),
    ]
  }

  private static var passcodes: [Field<Company>] {
    [
      Field(
        name: "policy",
        values: PasscodePolicy.profileNames.joined(separator: ", ") + ": sets all passcode rules",
        read: { company in
          PasscodePolicy.profileNames.first {
            PasscodePolicy.profile(named: $0) == company.policy
          } ?? "own"
        },
        write: { company, text, _ in
          // `own` is what a changed profile is shown as; its rules are fields of their own.
          if text == "own" { return }
          company.policy = try profile(named: text, field: "policy")
        }, choices: PasscodePolicy.profileNames + ["own"]),
      .whole("passcode-shortest", PasscodePolicy.lengths, \.policy.minimumLength, "digits"),
      .whole("passcode-longest", PasscodePolicy.lengths, \.policy.maximumLength, "digits"),
      .optionalWhole(
        "passcode-ascending", 1...30, orElse: "any", \.policy.longestAscendingRun,
        "digits that may rise in a row"),
      .optionalWhole(
        "passcode-descending", 1...30, orElse: "any", \.policy.longestDescendingRun,
        "digits that may fall in a row"),
      .optionalWhole(
        "passcode-repeat", 1...30, orElse: "any", \.policy.longestRepeat,
        "times one digit in a row"),
      refusal("passcode-repeated-groups", \.policy.refusesRepeatedGroups),
      refusal("passcode-sequence", \.policy.refusesSequence),
      refusal("passcode-keypad-lines", \.policy.refusesKeypadLines),
      refusal("passcode-own-number", \.policy.refusesOwnNumber),
      refusal("passcode-own-number-reversed", \.policy.refusesOwnNumberReversed),
      refusal("passcode-name", \.policy.refusesName),
      refusal("passcode-reverse-of-old", \.policy.refusesReverseOfOld),
      .whole(
        "passcode-history", PasscodePolicy.historyLengths, \.policy.historyLength,
        "old ones not to be used again"),
      .optionalWhole(
        "passcode-days", Company.passcodeDayCounts, orElse: "never", \.passcodeDays,
        "until a passcode must be changed"),
      .choice(
        "web-sign-in", \.webSignIn, Company.WebSignIn.allCases.map { ($0.rawValue, $0) },
        "what users sign in with on the page"),
    ]
  }

  private static var lockout: [Field<Company>] {
    [
      .whole(
        "failures-to-lock", LockoutRules.failureCounts, \.lockout.failuresToLock,
        "wrong passcodes in a row"),
      .whole(
        "first-lock-minutes", LockoutRules.lockLengths, \.lockout.firstLockMinutes,
        "each further one doubles"),
      .whole(
        "longest-lock-minutes", LockoutRules.lockLengths, \.lockout.longestLockMinutes,
        "no lock is longer"),
      .whole(
        "failures-per-caller", LockoutRules.callerFailureCounts, \.lockout.failuresPerCaller,
        "wrong passcodes from one number"),
      .whole(
        "failures-per-source", 1...100_000, \.lockout.failuresPerSource,
        "wrong passcodes from one network address"),
    ]
  }

  private static var mail: [Field<Company>] {
    [
      .choice(
        "mail-sound", \.mail.sound, CompanyMail.Sound.allCases.map { ($0.rawValue, $0) },
        "the form of sound in e-mails"),
      .optionalText("mail-reply-to", "address", \.mail.replyTo),
      .optionalText("mail-administrator", "address", \.mail.administrator),
      .flag(
        "mail-confidential", \.mail.attachesConfidential,
        "confidential messages may be attached"),
    ]
  }

  private static var hooks: [Field<Company>] {
    [
      Field(
        name: "hook-secret",
        values: "new, whsec_… (base64), kept or none: signs events; 'hooks secret' shows it",
        read: { $0.hooks.secret == nil ? "none" : "kept" },
        write: { company, text, _ in
          // A secret that is there is never shown here.
          if text == "kept", company.hooks.secret != nil { return }
          company.hooks.secret = try secret(text)
        }, absence: "none"),
      Field(
        name: "hook-urls", values: "URL URL… or none: where events go",
        read: { $0.hooks.urls.isEmpty ? "none" : $0.hooks.urls.joined(separator: " ") },
        write: { company, text, _ in
          company.hooks.urls = text == "none" ? [] : text.split(separator: " ").map(String.init)
        }, absence: "none"),
    ]
  }

  private static func secret(_ text: String) throws -> HookSecret? {
    switch text {
    case "none": return nil
    case "new":
      var generator = SystemRandomNumberGenerator()
      return HookSecret.random(using: &generator)
    case _:
      guard let secret = HookSecret(text) else {
        throw StoreError.refused(
          field: "hook-secret",
          reason: "It must be 'new', 'none', or whsec_ and 24 to 64 bytes in base64.")
      }
      return secret
    }
  }

  private static var rules: [Field<Company>] {
    [
      .flag("company-messages", \.allowsCompanyMessages, "users may send to everybody"),
      .flag(
        "instructions", \.saysInstructions,
        "after an own greeting callers are asked for a message"),
      prefixes("allow", \.dialRules.allow, "where calls may be sent"),
      prefixes("deny", \.dialRules.deny, "where not"),
      .whole(
        "calls-out-per-user", Company.callsOutCounts, \.callsOutPerUser,
        "forwardings, transfers and call-backs an hour to numbers outside the company"),
      .whole(
        "calls-out-per-company", Company.callsOutCounts, \.callsOutPerCompany,
        "of all users together"),
      .whole(
        "keeps-deleted-days", Company.keptDayCounts, \.keepsDeletedDays,
        "a deleted message can be brought back"),
    ]
  }

  /// The policy of a profile.
  public static func profile(named name: String, field: String) throws -> PasscodePolicy {
    guard let policy = PasscodePolicy.profile(named: name) else {
      let names = PasscodePolicy.profileNames.joined(separator: ", ")
      throw StoreError.refused(field: field, reason: "It is one of \(names), not '\(name)'.")
    }
    return policy
  }

  private static func refusal(
    _ name: String, _ path: WritableKeyPath<Company, Bool>
  ) -> Field<Company> {
    .choice(name, path, [("refused", true), ("allowed", false)], "in a new passcode")
  }

  private static func prefixes(
    _ name: String, _ path: WritableKeyPath<Company, [String]>, _ purpose: String
  ) -> Field<Company> {
    Field(
      name: name, values: "+PREFIX,+PREFIX… or none: \(purpose)",
      read: { $0[keyPath: path].isEmpty ? "none" : $0[keyPath: path].joined(separator: ",") },
      write: { company, text, _ in
        let prefixes = text == "none" ? [] : text.split(separator: ",").map(String.init)
        for prefix in prefixes {
          if let fault = DialRules.fault(inPrefix: prefix) {
            throw StoreError.refused(field: name, reason: .sentence(fault))
          }
        }
        company[keyPath: path] = prefixes
      }, absence: "none", shape: .list)
  }
}
