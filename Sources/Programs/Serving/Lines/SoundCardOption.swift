import Commands
import Foundation
package import SoundCardLine

/// The sound card of commands that have one.
package enum SoundCardOption {
  /// Opens it.
  /// - Parameters:
  ///   - playback: An ALSA PCM; `nil`: the default one.
  ///   - capture: `nil`: the same.
  /// - Throws: ``SoundCardError`` when it cannot be opened.
  package static func open(playback: String?, capture: String?) throws -> SoundCard {
    let card = SoundCard(devices(playback: playback, capture: capture))
    do {
      try card.waitUntilReady()
    } catch {
      card.close()
      throw error
    }
    return card
  }

  package static func devices(playback: String?, capture: String?) -> SoundCard.Devices {
    SoundCard.Devices(playback ?? "default", capture: capture)
  }

  /// Lets the last words be heard, closes the card, and tells what went wrong meanwhile.
  package static func close(_ card: SoundCard) {
    Thread.sleep(forTimeInterval: 0.3)
    let troubles = card.troubles
    card.close()
    if troubles.xruns > 0 {
      Terminal.complain("Times that the sound card was late and recovered: \(troubles.xruns).")
    }
    if troubles.lostSamples > 0 {
      Terminal.complain("\(troubles.lostSamples / 8) ms of recordings came faster than the disk.")
    }
  }
}
