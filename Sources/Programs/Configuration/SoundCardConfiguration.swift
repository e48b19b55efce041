package import Mailbox
package import SoundCardLine

/// A sound card on which calls come.
package struct SoundCardConfiguration: Equatable, Sendable {
  /// The name of the company whose line it is; `nil` if it is for all companies.
  package var company: String?
  /// What plays, as ALSA names it; `nil`: the default one.
  package var device: String?
  /// What captures; `nil`: the same.
  package var capture: String?
  /// The caller's number of this line; `nil`: withheld.
  package var number: String?
  /// Who is called: a number, an extension, or `portal`.
  package var to: String
  /// How far the number can be trusted (requirement C6).
  package var trust: Trust
  /// When a call begins.
  package var answer: SoundCardService.Answer
  /// What is louder than this rings, in dBFS.
  package var ringLevel: Int
}

extension SoundCardConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case kind, company, device, capture, number, to, trust, answer, ringLevel
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    company = fields.value(.company)
    device = fields.value(.device)
    capture = fields.value(.capture)
    number = fields.value(.number)
    to = fields.value(.to, or: "portal")
    trust = fields.choice(.trust, or: .verified)
    answer = fields.choice(.answer, or: .loudness)
    ringLevel = fields.number(.ringLevel, in: -90...0, or: -40)
  }
}
