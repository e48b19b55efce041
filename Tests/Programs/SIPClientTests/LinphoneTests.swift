import Audio
import Mailbox
import Testing

/// The softphone linphonec calls the portal.
@Suite struct LinphoneTests {
  @Test(arguments: [
    ("udp", Linphone.Keys.rfc2833), ("udp", .info), ("tcp", .rfc2833), ("tcp", .info),
  ])
  func `it hears the menus, presses keys and leaves a message`(
    transport: String, keys: Linphone.Keys
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, listen: [transport])
      let speech = try Prompts.speech(seconds: 30)
      let telephone = try await Linphone(
        "111", in: lab, speech: speech, by: transport, keys: keys)
      try await telephone.call(portal.uri("2000", transport))
      try await telephone.press("123567#")
      let menu = Array(try Prompts.clip("main-menu").prefix(8_000))
      try await telephone.hears(menu, named: "the main menu")
      try await telephone.hangUp()

      try await telephone.call(portal.uri("112", transport))
      let started = ContinuousClock.now
      try await telephone.press("#")
      try await Task.sleep(for: .seconds(4))
      try await telephone.hangUp()
      let longest = (ContinuousClock.now - started) / .seconds(1) + 1
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      #expect(message.seconds > 1.5 && message.seconds < longest, "at most \(longest) s")
      // On a busy machine the softphone leaves gaps, so pieces of a quarter of a second are compared,
      // without their highs: its resampling moves them by parts of a sample. In pauses there is
      // nothing to compare.
      let (spoken, kept) = (speech.smoothed, message.samples.smoothed)
      let pieces = stride(from: 0, to: kept.count - 2_000, by: 2_000)
        .map { Array(kept[$0..<$0 + 2_000]) }
        .filter { $0.count { abs(Int($0)) > 1_000 } > 500 }
        .map { spoken.likest(to: $0).likeness }
      #expect(pieces.count > 2)
      #expect(pieces.filter { $0 > 0.7 }.count * 2 >= pieces.count)
      try await portal.stop()
    }
  }
}
