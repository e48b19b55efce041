import Foundation
import Media
import SIP
import SIPLine
import ScriptLine
import Signalling

/// The real line of `voiceportal replay --line`.
struct ReplayLine {
  /// What scripts are played on, with its prompts.
  let wire: ScriptWire
  /// Lets go of the telephones.
  let close: @Sendable () -> Void

  /// The words after `--line`.
  /// - Parameter text: `sip`: a portal of its own for each script; `sip:HOST`: the portal that is
  ///   there.
  /// - Throws: ``UsageError``, or what is wrong with the prompts or the network.
  init(_ text: String, data: String?, prompts: String?) throws {
    let folder = try Installation.prompts(prompts)
    guard text == "sip" || text.hasPrefix("sip:") else {
      throw UsageError(reason: "--line '\(text)': it is sip, or sip:HOST:PORT.")
    }
    var portal: SIPURI?
    if text != "sip" {
      guard let uri = SIPURI(text), !uri.host.isEmpty else {
        throw UsageError(reason: "--line '\(text)' is no SIP address, such as sip:127.0.0.1:5060.")
      }
      portal = uri
    } else if data != nil {
      throw UsageError(reason: "--data goes with --line sip:HOST: own portals have their own.")
    }
    let home = localAddress(toward: portal?.host ?? "127.0.0.1") ?? "127.0.0.1"
    let transport =
      portal?.parameters["transport"].flatMap { SignallingTransport(rawValue: $0) } ?? .udp
    var media = MediaOptions(address: home, ports: 30_000...39_998)
    media.silenceSeconds = 3_600
    let telephones = try SIPTelephones(
      LibreSignalling(SignallingOptions(addresses: [TransportAddress(transport, home, 0)])),
      try MediaEngine(media))
    wire = ScriptWire(book: try ClipBook(prompts: [folder])) { [portal] _ in
      if let portal {
        return try ServedPortal(portal, data: data, telephones)
      }
      return try OwnPortal(prompts: folder, telephones)
    }
    close = { telephones.close() }
  }
}
