import HTTP
import Mailbox
import SoundFiles
import Store
import Wording

/// The repository of announcements: the user's own, and the company's, which she can hear and choose as
/// greetings (requirement G1).
enum AnnouncementsPage {
  static let routes: [Route] = [
    .get(PagePath.announcements.rawValue) { visit in try show(visit) },
    .post(PagePath.announcements.rawValue, add),
    .post("/announcements/remove") { visit in
      let name = visit.request.field("name") ?? ""
      try visit.accounts.removeAnnouncement(name, of: .user(visit.user.id))
      return .redirect(to: Link.page(.announcements).address + "?saved=1")
    },
    .get("/announcements/*/sound.wav") { visit in
      let id = try visit.key(0)
      guard let found = try all(visit).first(where: { $0.announcement.sound.id == id }) else {
        throw WebFault.notFound
      }
      return try MessageSounds.answer(
        [found.announcement.sound], as: .play, named: "announcement", visit)
    },
  ]

  /// The longest, in seconds.
  private static let longestSeconds = 300

  /// An announcement that a user may choose.
  struct Choice {
    let announcement: Announcement
    let isOwn: Bool
  }

  /// Her own ones first.
  static func all(_ visit: SignedInRequest) throws -> [Choice] {
    let own = try visit.accounts.announcements(of: .user(visit.user.id))
    let company = try visit.accounts.announcements(of: .company(visit.company.id))
    return own.map { Choice(announcement: $0, isOwn: true) }
      + company.map { Choice(announcement: $0, isOwn: false) }
  }

  private static func add(_ visit: SignedInRequest) throws -> HTTPResponse {
    let name = visit.request.field("name") ?? ""
    let upload = SoundField.upload(visit, "sound", longestSeconds: longestSeconds)
    guard let refusal = try refusal(of: upload, named: name, visit) else {
      return .redirect(to: Link.page(.announcements).address + "?saved=1")
    }
    return try show(visit, name: name, [refusal])
  }

  /// Keeps an announcement, or says why not.
  private static func refusal(
    of upload: SoundField.Upload, named name: String, _ visit: SignedInRequest
  ) throws -> FormRefusal? {
    switch upload {
    case .none: return FormRefusal(control: "sound", text: visit(SendText.soundMissing))
    case .refused(let refusal): return refusal
    case .sound(let sound):
      do throws(StoreError) {
        try visit.accounts.setAnnouncement(name, of: .user(visit.user.id), to: sound.samples)
        return nil
      } catch {
        guard case .refused(_, let reason) = error else { throw error }
        return FormRefusal(control: "name", text: reason.text(in: visit.language))
      }
    }
  }

  private static func show(
    _ visit: SignedInRequest, name: String = "", _ refusals: [FormRefusal] = []
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: refusals)
    let rows = try all(visit).map { row(visit, $0) }
    let title = visit(.announcements)
    let sound = SoundField(
      controls: controls, id: "sound", name: visit(AnnouncementText.sound),
      longestSeconds: longestSeconds)
    let list: Markup =
      rows.isEmpty
      ? "<p class=\"muted\">\(visit(AnnouncementText.none))</p>"
      : "<ul class=\"items\">\(rows)</ul>"
    return try Frame.page(
      visit, .announcements, title: title, lead: visit(AnnouncementText.lead),
      isRefused: !refusals.isEmpty, status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        controls.section(
          "present", visit(AnnouncementText.present), visit(AnnouncementText.presentHelp), [list]),
        controls.section(
          "new", visit(AnnouncementText.new), visit(AnnouncementText.newHelp),
          [
            """
            <form class="stack" method="post" action="\(Link.page(.announcements).address)" \
            enctype="multipart/form-data" novalidate>\(Frame.token(visit))\
            \(controls.text("name", visit(AnnouncementText.name), value: name, width: .large))\
            <div class="stack tight">\(sound.markup)</div>\
            <div><button class="btn primary">\(Icon.add.markup)\(visit(.add))</button></div></form>
            """
          ]),
      ])
  }

  private static func row(_ visit: SignedInRequest, _ choice: Choice) -> Markup {
    let (name, sound) = (choice.announcement.name, choice.announcement.sound)
    let remove: Markup = """
      <form method="post" action="/announcements/remove">\(Frame.token(visit))\
      <button class="btn quiet danger" name="name" value="\(name)">\(Icon.trash.markup)\(visit(.remove))\
      <span class="vh">: \(name)</span></button></form>
      """
    let owner = visit(choice.isOwn ? AnnouncementText.own : AnnouncementText.ofCompany)
    return """
      <li><span>\(name)<small>\(owner)</small></span>\
      \(Player.small(visit, .announcement(sound.id), milliseconds: Int(sound.milliseconds), name: name))\
      \(remove, if: choice.isOwn)</li>
      """
  }
}
