package import Mailbox
package import Speech

/// The sheet from which a person records the clips of a language: numbered texts in the order in
/// which one long recording has them, and how the voice moves at the end of each.
package struct RecordingSheet {
  package let language: Language
  package let clips: [Clip]

  /// - Parameter names: Only these clips; without any, all.
  package init(_ language: Language, only names: Set<String>) {
    self.language = language
    let all = recordingOrder(of: language)
    clips = names.isEmpty ? all : all.filter { names.contains($0.name) }
  }

  /// The clip of a file: named after the clip, or its number on the sheet.
  package func clip(ofFile name: String) -> Clip? {
    if let clip = clips.first(where: { $0.name == name }) { return clip }
    guard let number = Int(name), clips.indices.contains(number - 1) else { return nil }
    return clips[number - 1]
  }

  /// As text: number, arrow, text, name.
  package var text: String {
    let lines = clips.enumerated().map { index, clip in
      "\(Self.padded(index + 1))  \(arrow(clip))  \(clip.script)    [\(clip.name)]\n"
    }
    return "\(words.title)\n\n" + words.notes.map { "- \($0)\n" }.joined() + "\n" + lines.joined()
  }

  /// As a page to print.
  package var page: String {
    let rows = clips.enumerated().map { index, clip in
      "<tr><td>\(index + 1)</td><td>\(arrow(clip))</td><td>\(Self.escaped(clip.script))</td>"
        + "<td><code>\(clip.name)</code></td></tr>\n"
    }
    let notes = words.notes.map { "<li>\(Self.escaped($0))</li>\n" }.joined()
    return """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <meta charset="utf-8">
      <title>\(Self.escaped(words.title))</title>
      <style>
      body { font: 12pt/1.4 sans-serif; margin: 2em auto; max-width: 45em; padding: 0 1em }
      table { border-collapse: collapse; width: 100% }
      td { border-bottom: 1px solid #999; padding: .35em .5em; vertical-align: top }
      td:first-child { text-align: right }
      code { font-size: 8pt; color: #555 }
      tr { break-inside: avoid }
      @page { margin: 18mm }
      </style>
      <h1>\(Self.escaped(words.title))</h1>
      <ul>
      \(notes)</ul>
      <table>
      \(rows.joined())</table>
      </html>

      """
  }

  private func arrow(_ clip: Clip) -> String {
    switch clip.ending {
    case .goesOn: "↗"
    case .ends: "↘"
    }
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, 4 - digits.count)) + digits
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }

  /// What the speaker is told, in her language.
  private var words: (title: String, notes: [String]) {
    switch language {
    case .en:
      (
        "VoicePortal: \(clips.count) texts to record in English",
        [
          "Speak in one sitting, at one distance, calmly and in a friendly voice.",
          "Leave two seconds of silence after each text, and no pause of a second within one.",
          "↗ The sentence goes on: keep your voice up at the end.",
          "↘ The sentence ends: let your voice fall.",
          "Made a mistake? Record that text on its own, and name the file after its number.",
        ]
      )
    case .de:
      (
        "VoicePortal: \(clips.count) Texte zum Aufnehmen auf Deutsch",
        [
          "Sprechen Sie alles an einem Tag, mit gleichem Abstand, ruhig und freundlich.",
          "Schweigen Sie nach jedem Text zwei Sekunden, und innerhalb eines Textes keine ganze.",
          "↗ Der Satz geht weiter: Die Stimme bleibt am Ende oben.",
          "↘ Der Satz ist zu Ende: Die Stimme senkt sich.",
          "Versprochen? Nehmen Sie den Text einzeln auf, die Datei heißt wie seine Nummer.",
        ]
      )
    case .nl:
      (
        "VoicePortal: \(clips.count) teksten om in het Nederlands in te spreken",
        [
          "Spreek alles op één dag in, op dezelfde afstand, rustig en vriendelijk.",
          "Zwijg na elke tekst twee seconden, en binnen een tekst nooit een hele.",
          "↗ De zin gaat verder: houd uw stem aan het einde omhoog.",
          "↘ De zin is uit: laat uw stem dalen.",
          "Versproken? Neem die tekst apart op, en noem het bestand naar zijn nummer.",
        ]
      )
    }
  }
}
