import Audio
import HTTP
import Mailbox
import SoundFiles
import Wording

/// A sound that a form takes: recorded in the page, or uploaded as a file.
struct SoundField {
  let controls: Controls
  /// The name of its control.
  let id: String
  /// What it is, for those who hear the page.
  let name: String
  let longestSeconds: Int
  /// The choice that is made with a new sound.
  var chooses = ""

  var markup: Markup {
    let visit = controls.visit
    let error = controls.refusals.first { $0.control == id }?.text
    let errorLine: Markup = """
      <p class="error" id="\(id)-error">\(Icon.warning.markup)<span><span class="vh">\(visit(.error)): </span>\
      \(error ?? "")</span></p>
      """
    let help = GreetingText.fileHelp(minutes: longestSeconds / 60, seconds: longestSeconds)
    return """
      \(SoundRecorder.markup(visit, input: id, name: name, longestSeconds: longestSeconds))
      <details\(" open", if: error != nil)><summary>\(visit(GreetingText.upload))<span class="vh">: \(name)</span></summary>\
      <div class="field\(" bad", if: error != nil)"><label for="\(id)">\(visit(GreetingText.file))\
      <span class="vh">: \(name)</span></label><input id="\(id)" name="\(id)" type="file" accept="audio/*" \
      data-chooses="\(chooses)"\(" aria-invalid=\"true\"", if: error != nil) \
      aria-describedby="\("\(id)-error ", if: error != nil)\(id)-help">\(errorLine, if: error != nil)\
      <p class="help" id="\(id)-help">\(visit(help))</p></div></details>
      """
  }

  /// What came of such a field.
  enum Upload {
    /// Nothing was chosen.
    case none
    case sound(Sound)
    case refused(FormRefusal)
  }

  /// The sound of a form, made ready for the line (requirement G2).
  /// - Parameter shortestMilliseconds: A shorter one is refused.
  static func upload(
    _ visit: SignedInRequest, _ id: String, longestSeconds: Int, shortestMilliseconds: Int = 0
  ) -> Upload {
    guard let file = visit.request.form.first(where: { $0.name == id }), file.fileName != nil,
      !file.bytes.isEmpty
    else { return .none }
    do throws(SoundFileError) {
      let sound = try Sound.imported(
        bytes: file.bytes, name: "file", limitSeconds: longestSeconds)
      guard sound.milliseconds >= shortestMilliseconds else {
        return .refused(FormRefusal(control: id, text: visit(GreetingText.tooShort)))
      }
      return .sound(sound)
    } catch {
      return .refused(FormRefusal(control: id, text: visit(text(of: error))))
    }
  }

  private static func text(of error: SoundFileError) -> GreetingText {
    switch error {
    case .silent, .empty: .silent
    case .holdsDTMF: .holdsKeys
    case .tooLong, .tooBig: .tooLong
    case .missing, .unreadable, .notSound, .badSamples, .unwritable: .noSound
    }
  }
}
