import Mailbox
import Wording

/// A player of a sound. Without script it is the browser's own.
enum SoundPlayer {
  /// With a place to move to and a speed.
  /// - Parameter samples: What is drawn; empty: nothing is.
  static func full(
    _ visit: SignedInRequest, _ link: Link, milliseconds: Int, samples: [Int16], name: String
  ) -> Markup {
    let seconds = max(1, (milliseconds + 500) / 1_000)
    let speeds: [(StaticString, String)] = [
      ("0.75", "0,75×"), ("1", "1×"), ("1.25", "1,25×"), ("1.5", "1,5×"), ("2", "2×"),
    ]
    let options: [Markup] = speeds.map { value, text in
      let label = visit.language == .en ? text.replacing(",", with: ".") : text
      return
        "<option value=\"\(value.description)\"\(" selected", if: text == "1×")>\(label)</option>"
    }
    return """
      <div class="player" data-player data-seconds="\(seconds)">\(button(visit, name))
      <div class="wave js">\(Waveform.markup(samples))<input type="range" min="0" max="\(seconds)" step="0.1" value="0"\
       aria-label="\(visit(.placeInSound))" aria-valuetext="0:00"></div>
      <span class="time js">0:00 / \(clock(milliseconds))</span>
      <label class="speed js"><span class="vh">\(visit(.speed))</span><select>\(options)</select></label>
      <audio class="no-js" controls preload="none" src="\(link.address)"></audio></div>
      """
  }

  /// One button and a length.
  static func small(_ visit: SignedInRequest, _ link: Link, milliseconds: Int, name: String)
    -> Markup
  {
    """
    <div class="player mini" data-player data-seconds="\((milliseconds + 500) / 1_000)">\(button(visit, name))
    <span class="time">\(clock(milliseconds))</span>
    <audio class="no-js" controls preload="none" src="\(link.address)"></audio></div>
    """
  }

  private static func button(_ visit: SignedInRequest, _ name: String) -> Markup {
    """
    <button class="round js" type="button" data-play="\(visit(.play)): \(name)" \
    data-pause="\(visit(.pause)): \(name)" aria-label="\(visit(.play)): \(name)">\
    <svg class="icon i-play" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 5.5v13l10.5-6.5z"/></svg>\
    <svg class="icon i-pause" viewBox="0 0 24 24" aria-hidden="true">\
    <path d="M7 5h3v14H7zM14 5h3v14h-3z"/></svg></button>
    """
  }
}

/// How loud a sound is from beginning to end, as strokes. What has been played has another colour: a
/// script moves the edge.
enum Waveform {
  private static let strokes = 80

  static func markup(_ samples: [Int16]) -> Markup {
    let length = samples.count / strokes
    guard length > 0 else { return .nothing }
    let levels = (0..<strokes).map { index in
      // Every fourth sample is enough to see.
      let part = stride(from: index * length, to: (index + 1) * length, by: 4)
      let sum = part.reduce(0) { $0 + abs(Int(samples[$1])) }
      // The root, as ears hear: what is soft is seen, too.
      return Double(sum / max(1, length / 4)).squareRoot()
    }
    let loudest = max(1, levels.max() ?? 1)
    let path = levels.enumerated().map { index, level in
      let height = max(3, Int(36 * level / loudest))
      return "M\(5 * index + 2) \(40 - height)v\(2 * height)"
    }.joined()
    return """
      <svg viewBox="0 0 400 80" preserveAspectRatio="none" aria-hidden="true">\
      <clipPath id="wave-played"><rect width="0" height="80"/></clipPath><path d="\(path)"/>\
      <path class="done" clip-path="url(#wave-played)" d="\(path)"/></svg>
      """
  }
}

/// `0:15`
func clock(_ milliseconds: Int) -> String {
  let seconds = (milliseconds + 500) / 1_000
  return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
}
