import Administration
import HTTP
import Mailbox
import SoundFiles
import Store

/// The sounds of messages and greetings. A browser asks for parts of them, to move in them.
enum MessageSounds {
  static let routes: [PageRoute] = [
    .get("/messages/*/*") { visit in
      guard let kind = Link.SoundKind(rawValue: visit.parameters[1]),
        let message = try message(visit.key(0), visit)?.message
      else { throw WebFault.notFound }
      return try answer(message.parts, as: kind, named: "message-\(message.id)", visit)
    },
    .get("/greetings/*/sound.wav") { visit in
      guard let slot = GreetingSlot(rawValue: visit.parameters[0]),
        let greeting = try visit.accounts.greeting(slot, of: visit.user.id)
      else { throw WebFault.notFound }
      return try answer([greeting], as: .play, named: "greeting-\(slot.rawValue)", visit)
    },
  ]

  /// The message of the address, which must be the user's and not deleted.
  static func forwardable(_ visit: SignedInRequest) throws -> ListedMessage {
    guard let found = try message(visit.key(0), visit), !found.message.isDeleted else {
      throw WebFault.notFound
    }
    return found
  }

  /// A message of the user's own mailbox; `nil` if it is none, or somebody else's.
  private static func message(_ id: Int64, _ visit: SignedInRequest) throws -> ListedMessage? {
    for part in [MessageQuery.Part.all, .deleted] {
      var query = MessageQuery(part)
      query.id = id
      if let found = try visit.accounts.messagePage(of: visit.user.id, query).messages.first {
        return found
      }
    }
    return nil
  }

  /// Sounds as one file, or the part of it that a browser asks for.
  static func answer(
    _ parts: [AudioReference], as kind: Link.SoundKind, named name: String, _ visit: SignedInRequest
  ) throws -> HTTPResponse {
    let format: SoundFormat = kind == .mp3 ? .mp3 : .wav
    let bytes = try visit.site.mailboxes.sound(of: parts).encoded(as: format)
    let response = HTTPResponse(bytes, type: kind == .mp3 ? "audio/mpeg" : "audio/wav")
      .adding("Cache-Control", "private, max-age=600")
    guard kind == .play else {
      return response.adding(
        "Content-Disposition", "attachment; filename=\"\(name).\(format.fileExtension)\"")
    }
    return response.ranged(for: visit.request)
  }
}
