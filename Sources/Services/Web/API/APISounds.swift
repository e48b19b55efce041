import Administration
import HTTP
import Mailbox
import SoundFiles
import Store

/// Greetings and announcements (requirements G1 to G3).
enum APISounds {
  static let operations: [APIOperation] =
    greetings + announcements(of: "users", "user", access: .token)
    + announcements(of: "companies", "company", access: .company)

  static let format = APIOperation.Parameter.choice(
    "format", ["wav", "mp3"], "of the sound; without it WAV")

  // MARK: Greetings

  private static let greetings: [APIOperation] = [
    APIOperation(
      method: .get, path: "/users/{user}/greetings", name: "listGreetings",
      summary: "Which greetings are recorded", access: .token, content: .json("Greetings")
    ) { visit in
      let (accounts, user) = (visit.accounts, try visit.user.id)
      let rows: [JSONValue] = try GreetingSlot.allCases.map { slot in
        let sound = try accounts.greeting(slot, of: user)
        return [
          "slot": .text(slot.rawValue),
          "milliseconds": sound.map { .integer(Int64($0.milliseconds)) } ?? .null,
        ]
      }
      return try visit.json(["greetings": .array(rows)])
    },
    APIOperation(
      method: .get, path: "/users/{user}/greetings/{slot}/sound", name: "getGreeting",
      summary: "The sound of a greeting", access: .token, query: [format], content: .sound,
      isGuarded: true
    ) { visit in
      guard let sound = try visit.accounts.greeting(slot(visit), of: visit.user.id) else {
        throw APIFault.notFound
      }
      return try answer([sound], tag: tag(sound), visit)
    },
    APIOperation(
      method: .put, path: "/users/{user}/greetings/{slot}/sound", name: "setGreeting",
      summary: "Record a greeting by a sound file", access: .token, body: .sound(isNeeded: true),
      status: 204, isGuarded: true
    ) { visit in
      let (slot, user) = (try slot(visit), try visit.user.id)
      let samples = try upload(
        visit, longestSeconds: slot.longestSeconds, mayBeShort: slot == .name)
      try visit.accounts.transaction { accounts in
        try visit.checkMatch(accounts.greeting(slot, of: user).map(tag))
        try accounts.setGreeting(slot, of: user, to: samples)
      }
      return HTTPResponse(204)
    },
    APIOperation(
      method: .put, path: "/users/{user}/greetings/{slot}/announcement", name: "chooseGreeting",
      summary: "Make a greeting of an announcement of the user or of her company", access: .token,
      body: .json("AnnouncementChoice"), status: 204, isGuarded: true, answer: chooseGreeting),
    APIOperation(
      method: .delete, path: "/users/{user}/greetings/{slot}/sound", name: "removeGreeting",
      summary: "Back to the greeting of the system", access: .token, status: 204, isGuarded: true
    ) { visit in
      let (slot, user) = (try slot(visit), try visit.user.id)
      try visit.accounts.transaction { accounts in
        guard let sound = try accounts.greeting(slot, of: user) else { throw APIFault.notFound }
        try visit.checkMatch(tag(sound))
        try accounts.change(user: user) { $0.settings.greetings.forget(recorded: slot) }
        try accounts.setGreeting(slot, of: user, to: nil)
      }
      return HTTPResponse(204)
    },
  ]

  private static func slot(_ visit: APIVisit) throws -> GreetingSlot {
    guard let slot = visit.parameters["slot"].flatMap(GreetingSlot.init(rawValue:)) else {
      throw APIFault.notFound
    }
    return slot
  }

  private static func chooseGreeting(_ visit: APIVisit) throws -> HTTPResponse {
    let (slot, user, fields) = (try slot(visit), try visit.user, try visit.fields())
    guard slot != .name else { throw APIFault.refused("slot", "A name is no announcement.") }
    let owner: AnnouncementOwner
    switch fields["of"]?.text {
    case "user": owner = .user(user.id)
    case "company": owner = .company(user.company)
    case _: throw APIFault.refused("of", "It must be user or company.")
    }
    let all = try visit.accounts.announcements(of: owner)
    guard let found = all.first(where: { $0.name == fields["name"]?.text }) else {
      throw APIFault.refused("name", "There is no such announcement.")
    }
    let samples = try visit.site.mailboxes.sound(of: [found.sound]).samples
    try visit.accounts.transaction { accounts in
      try visit.checkMatch(accounts.greeting(slot, of: user.id).map(tag))
      try accounts.setGreeting(slot, of: user.id, to: samples)
    }
    return HTTPResponse(204)
  }

  private static func tag(_ sound: AudioReference) -> String { "\"sound-\(sound.id)\"" }

  // MARK: Announcements

  private static func announcements(
    of folder: String, _ owner: String, access: APIOperation.Access
  ) -> [APIOperation] {
    let name = owner == "user" ? "User" : "Company"
    let path = "/\(folder)/{\(owner)}/announcements"
    return [
      APIOperation(
        method: .get, path: path, name: "list\(name)Announcements",
        summary: "The announcements of a \(owner)", access: access, content: .json("Announcements")
      ) { visit in
        let all = try visit.accounts.announcements(of: self.owner(visit))
        let rows: [JSONValue] = all.map {
          ["name": .text($0.name), "milliseconds": .integer(Int64($0.sound.milliseconds))]
        }
        return try visit.json(["announcements": .array(rows)])
      },
      APIOperation(
        method: .get, path: path + "/{name}/sound", name: "get\(name)Announcement",
        summary: "The sound of an announcement", access: access, query: [format], content: .sound,
        isGuarded: true
      ) { visit in
        guard let sound = try sound(visit, visit.accounts) else { throw APIFault.notFound }
        return try answer([sound], tag: tag(sound), visit)
      },
      APIOperation(
        method: .put, path: path + "/{name}/sound", name: "set\(name)Announcement",
        summary: "Add or replace an announcement by a sound file", access: access,
        body: .sound(isNeeded: true), status: 204, isGuarded: true
      ) { visit in
        let samples = try upload(visit, longestSeconds: OwnSoundLimit.seconds, mayBeShort: false)
        let (owner, name) = (try self.owner(visit), visit.parameters["name"] ?? "")
        try visit.accounts.transaction { accounts in
          try visit.checkMatch(try sound(visit, accounts).map(tag))
          try accounts.setAnnouncement(name, of: owner, to: samples)
        }
        return HTTPResponse(204)
      },
      APIOperation(
        method: .delete, path: path + "/{name}/sound", name: "remove\(name)Announcement",
        summary: "Remove an announcement; greetings that were made from it stay", access: access,
        status: 204, isGuarded: true
      ) { visit in
        let (owner, name) = (try self.owner(visit), visit.parameters["name"] ?? "")
        try visit.accounts.transaction { accounts in
          guard let sound = try sound(visit, accounts) else { throw APIFault.notFound }
          try visit.checkMatch(tag(sound))
          try accounts.removeAnnouncement(name, of: owner)
        }
        return HTTPResponse(204)
      },
    ]
  }

  private static func owner(_ visit: APIVisit) throws -> AnnouncementOwner {
    visit.parameters["user"] == nil
      ? .company(try visit.company.id) : .user(try visit.user.id)
  }

  private static func sound(
    _ visit: APIVisit, _ accounts: any Accounts
  ) throws -> AudioReference? {
    try accounts.announcements(of: owner(visit)).first { $0.name == visit.parameters["name"] }?
      .sound
  }

  // MARK: Sounds up and down

  /// Sounds as one file, or the part of it that is asked for.
  static func answer(
    _ parts: [AudioReference], tag: String, _ visit: APIVisit
  ) throws -> HTTPResponse {
    let isMP3: Bool
    switch visit.query("format") {
    case nil, "wav": isMP3 = false
    case "mp3": isMP3 = true
    case _?: throw APIFault.refused("format", "It must be wav or mp3.")
    }
    let bytes = try visit.site.mailboxes.sound(of: parts).encoded(as: isMP3 ? .mp3 : .wav)
    return HTTPResponse(bytes, type: isMP3 ? "audio/mpeg" : "audio/wav")
      .adding("Cache-Control", "private, no-cache").adding("ETag", tag)
      .ranged(for: visit.request)
  }

  /// The sound of the body, made ready for the line (requirement G2).
  /// - Parameter mayBeShort: Whether it is no greeting, and may not become one.
  static func upload(
    _ visit: APIVisit, longestSeconds: Int, mayBeShort: Bool = true
  ) throws -> [Int16] {
    let type = visit.request.headers["content-type"]?.lowercased() ?? ""
    guard type.hasPrefix("audio/") || type.hasPrefix("application/octet-stream") else {
      throw APIFault.unsupportedType("audio/* or application/octet-stream")
    }
    let sound: Sound
    do throws(SoundFileError) {
      sound = try Sound.imported(
        bytes: visit.request.body, name: "sound", limitSeconds: longestSeconds)
    } catch {
      throw APIFault.refused("sound", "\(error)")
    }
    guard mayBeShort || sound.milliseconds >= Int(FinishedRecording.shortestMilliseconds) else {
      throw APIFault.refused(
        "sound", "It lasts \(sound.milliseconds) ms; a greeting lasts at least a second.")
    }
    return sound.samples
  }
}
