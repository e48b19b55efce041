package import CallFlow
package import Mailbox
package import ScriptLine
package import SoundCardLine
package import Store
package import Telephony

/// A portal for one script alone, at a sound card of its own. Who calls whom stands in its
/// configuration (requirement C6), so each call has a process of its own.
package final class OwnSoundPortal: ScriptPortal {
  package var store: (any MailboxStore)? { process.store }
  package var mails: [ScriptMail]? { process.mails }
  private let process: PortalProcess
  private let devices: SoundCard.Devices
  private let caller: SoundCard
  private var layout: String?
  private var language = Language.en

  /// - Parameters:
  ///   - devices: The portal's.
  ///   - caller: The card whose wires lead there.
  package init(prompts: String, on devices: SoundCard.Devices, _ caller: SoundCard) throws {
    process = try PortalProcess(prompts: prompts)
    (self.devices, self.caller) = (devices, caller)
  }

  package func open(layout: String?, language: Language) throws {
    (self.layout, self.language) = (layout, language)
  }

  package func later(_ time: Moment) { process.later(time) }

  package func telephone() throws -> any TestCaller { SoundCardTestCaller(caller, calling: self) }

  package func close() { process.close() }
}

extension OwnSoundPortal: SoundPortal {
  private struct Line: Encodable {
    let kind = "sound-card"
    let device: String
    let capture: String
    let number: String?
    let to: String
    let trust: String
  }

  package func expect(_ call: IncomingCall) throws {
    try process.start(
      layout: layout, language: language.rawValue,
      line: Line(
        device: devices.playback, capture: devices.capture,
        number: call.from.isEmpty ? nil : call.from, to: call.to, trust: call.trust.rawValue))
    try process.waitUntilReady { $0.contains("The line is ready.") ? () : nil }
  }

  package var hasAnswered: Bool { process.printed.contains("Call 1 began.") }

  package var hasEnded: Bool { process.printed.contains(" on the sound card, ") }

  /// Ended in order, the portal takes the caller for gone.
  package func hangUp() { process.end() }
}
