import Commands
import Foundation
import Media
import SIP
import SIPLine
import ScriptLine
import ScriptPortals
import Serving
import Signalling
import SoundCardLine

/// The real line of `voiceportal replay --line`.
struct ReplayLine {
  /// What scripts are played on, with its prompts.
  let wire: ScriptWire
  /// How many calls it carries at once.
  let mostJobs: Int
  /// Lets go of the telephones.
  let close: @Sendable () -> Void

  /// The words after `--line`.
  /// - Parameter text: `sip`: a portal of its own for each script; `sip:HOST`: the portal that is
  ///   there; `sound-card`.
  /// - Throws: ``UsageError``, or what is wrong with the prompts, the network or the sound card.
  init(_ text: String, _ arguments: Arguments) throws {
    let prompts = try Installation.prompts(arguments.value("--prompts"))
    let data = arguments.value("--data")
    if data != nil, !text.hasPrefix("sip:") {
      throw UsageError(reason: "--data goes with --line sip:HOST: own portals have their own.")
    }
    if text == "sound-card" {
      self = try Self(soundCard: arguments, prompts: prompts)
    } else if text == "sip" {
      self = try Self(sip: nil, prompts: prompts) { try OwnPortal(prompts: prompts, $0) }
    } else if text.hasPrefix("sip:") {
      guard let uri = SIPURI(text), !uri.host.isEmpty else {
        throw UsageError(reason: "--line '\(text)' is no SIP address, such as sip:127.0.0.1:5060.")
      }
      self = try Self(sip: uri, prompts: prompts) { try ServedPortal(uri, data: data, $0) }
    } else {
      throw UsageError(reason: "--line '\(text)': it is sip, sip:HOST:PORT, or sound-card.")
    }
  }

  private init(
    sip portal: SIPURI?, prompts: String,
    _ make: @escaping @Sendable (SIPTestCallers) throws -> any ScriptPortal
  ) throws {
    let home = localAddress(toward: portal?.host ?? "127.0.0.1") ?? "127.0.0.1"
    let transport =
      portal?.parameters["transport"].flatMap { SignallingTransport(rawValue: $0) } ?? .udp
    var media = MediaOptions(address: home, ports: 30_000...39_998)
    media.silenceSeconds = 3_600
    let telephones = try SIPTestCallers(
      LibreSignalling(SignallingOptions(addresses: [TransportAddress(transport, home, 0)])),
      try MediaEngine(media))
    wire = ScriptWire(index: try PromptIndex(prompts: [prompts])) { _ in try make(telephones) }
    mostJobs = 500
    close = { telephones.close() }
  }

  private init(soundCard arguments: Arguments, prompts: String) throws {
    guard let device = arguments.value("--device"),
      let portalDevice = arguments.value("--portal-device")
    else {
      throw UsageError(
        reason: "--line sound-card needs --device, the caller's PCM, and --portal-device.")
    }
    let portal = SoundCardOption.devices(
      playback: portalDevice, capture: arguments.value("--portal-capture"))
    let card = try SoundCardOption.open(playback: device, capture: arguments.value("--capture"))
    wire = ScriptWire(index: try PromptIndex(prompts: [prompts]), isSignalled: false) { _ in
      try OwnSoundPortal(prompts: prompts, on: portal, card)
    }
    mostJobs = 1
    close = { SoundCardOption.close(card) }
  }
}
