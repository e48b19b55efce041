import CallFlow
import Configuration
import Mailbox
import ScriptLine
import SoundCardLine
import Store
import Telephony

/// A portal for one script alone, at a sound card of its own. Who calls whom stands in its
/// configuration (requirement C6), so each call has a process of its own.
final class OwnSoundPortal: ScriptPortal {
  var store: (any MailboxStore)? { process.store }
  var mails: [ScriptMail]? { process.mails }
  private let process: PortalProcess
  private let devices: SoundCard.Devices
  private let caller: SoundCard
  private var layout: String?
  private var language = Language.en

  /// - Parameters:
  ///   - devices: The portal's.
  ///   - caller: The card whose wires lead there.
  init(prompts: String, on devices: SoundCard.Devices, _ caller: SoundCard) throws {
    process = try PortalProcess(prompts: prompts)
    (self.devices, self.caller) = (devices, caller)
  }

  func open(layout: String?, language: Language) throws {
    (self.layout, self.language) = (layout, language)
  }

  func later(_ time: Moment) { process.later(time) }

  func telephone() throws -> any TestCaller { SoundCardTestCaller(caller, calling: self) }

  func close() { process.close() }
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

  func expect(_ call: IncomingCall) throws {
    try process.start(
      layout: layout, language: language.rawValue,
      line: Line(
        device: devices.playback, capture: devices.capture,
        number: call.from.isEmpty ? nil : call.from, to: call.to, trust: call.trust.rawValue))
    try process.waitUntilReady { $0.contains("The line is ready.") ? () : nil }
  }

  var hasAnswered: Bool { process.printed.contains("Call 1 began.") }

  var hasEnded: Bool { process.printed.contains(" on the sound card, ") }

  /// Ended in order, the portal takes the caller for gone.
  func hangUp() { process.end() }
}
