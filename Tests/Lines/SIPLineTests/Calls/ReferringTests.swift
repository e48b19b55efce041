import Mailbox
import SIP
import Signalling
import Testing

/// Who is told to transfer a caller: REFER names the mailbox (RFC 3892).
@Suite struct ReferringTests {
  @Test(arguments: [true, false])
  func `a transfer by 0 names the mailbox, also one that is switched off`(
    isOn: Bool
  ) async throws {
    try await withCallingSystem { user, _ in
      user.settings.redirectOnZero = PhoneNumber(e164: "+492215550900")
      user.settings.handling.mailboxIsOn = isOn
    } _: { system in
      let caller = try await system.pressZero()
      let headers = try await system.command("REFER") {
        if case .refer(caller, _, let headers) = $0 { headers } else { nil }
      }
      let referrer = headers.first { $0.name == "Referred-By" }?.value
      #expect(referrer?.hasPrefix("<sip:+492115551111@") == true, "\(headers)")
    }
  }
}
