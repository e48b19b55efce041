package import Notifications

/// `transcription` of a server's file.
package struct TranscriptionConfiguration: Equatable, Sendable {
  /// The engine.
  package let settings: TranscriptionSettings
}

extension TranscriptionConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case program, url, model, keyFile, name, seconds
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    let program = fields.file(.program)
    let url: String? = fields.value(.url)
    let model: String = fields.value(.model, or: "whisper-1")
    if (program == nil) == (url == nil) {
      fields.refuse(.program, "The engine is either a program or a url.")
    }
    if let url, !url.hasPrefix("http://"), !url.hasPrefix("https://") {
      fields.refuse(.url, "It begins with http:// or https://.")
    }
    let place: TranscriptionSettings.Place
    if let url {
      place = .endpoint(url: url, model: model, keyFile: fields.file(.keyFile))
    } else {
      place = .program(program ?? "")
    }
    let usualName = url == nil ? program?.split(separator: "/").last.map(String.init) : model
    var settings = TranscriptionSettings(place, name: fields.value(.name, or: usualName ?? ""))
    settings.seconds = fields.number(.seconds, in: 1...3_600, or: settings.seconds)
    self.settings = settings
  }
}
