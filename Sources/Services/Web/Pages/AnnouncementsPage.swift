import HTTP
import Mailbox
import SoundFiles
import Store
import Wording

/// The repository of announcements (requirement G1). A user has her own, and hears those of the company,
/// which she can choose as greetings; an administrator has those of the company.
struct AnnouncementsPage {
  /// Where a user has her own ones, or an administrator those of the company.
  private let page: PagePath

  static let routes: [PageRoute] =
    AnnouncementsPage(page: .announcements).routes(PageRoute.user)
    + AnnouncementsPage(page: .adminAnnouncements).routes(PageRoute.admin)

  private func routes(
    _ route: (
      HTTPRequest.Method, String,
      @escaping @Sendable (SignedInRequest) throws -> HTTPResponse
    ) -> PageRoute
  ) -> [PageRoute] {
    let folder = page.rawValue
    return [
      route(.get, folder) { visit in try show(visit) },
      route(.post, folder) { visit in try add(visit) },
      route(.post, folder + "/remove") { visit in
        let name = visit.request.field("name") ?? ""
        try visit.accounts.removeAnnouncement(name, of: owner(visit))
        return .redirect(to: folder + "?saved=1")
      },
      route(.get, folder + "/*/sound.wav") { visit in
        let id = try visit.key(0)
        guard let found = try shown(visit).first(where: { $0.announcement.sound.id == id }) else {
          throw WebFault.notFound
        }
        return try MessageSounds.answer(
          [found.announcement.sound], as: .play, named: "announcement", visit)
      },
    ]
  }

  private var isOfCompany: Bool { page == .adminAnnouncements }

  /// Whose announcements are changed here.
  private func owner(_ visit: SignedInRequest) -> AnnouncementOwner {
    isOfCompany ? .company(visit.company.id) : .user(visit.user.id)
  }

  private func shown(_ visit: SignedInRequest) throws -> [Choice] {
    try Self.all(visit).filter { !isOfCompany || !$0.isOwn }
  }

  // MARK: Changing

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

  private func add(_ visit: SignedInRequest) throws -> HTTPResponse {
    let name = visit.request.field("name") ?? ""
    let upload = SoundField.upload(
      visit, "sound", longestSeconds: OwnSoundLimit.seconds,
      shortestMilliseconds: Int(FinishedRecording.shortestMilliseconds))
    guard let refusal = try refusal(of: upload, named: name, visit) else {
      return .redirect(to: page.rawValue + "?saved=1")
    }
    return try show(visit, name: name, [refusal])
  }

  /// Keeps an announcement, or says why not.
  private func refusal(
    of upload: SoundField.Upload, named name: String, _ visit: SignedInRequest
  ) throws -> FormRefusal? {
    switch upload {
    case .none: return FormRefusal(control: "sound", text: visit(SendText.soundMissing))
    case .refused(let refusal): return refusal
    case .sound(let sound):
      do throws(StoreError) {
        try visit.accounts.setAnnouncement(name, of: owner(visit), to: sound.samples)
        return nil
      } catch {
        guard case .refused(_, let reason) = error else { throw error }
        return FormRefusal(control: "name", text: reason.text(in: visit.language))
      }
    }
  }

  // MARK: Showing

  private func show(
    _ visit: SignedInRequest, name: String = "", _ refusals: [FormRefusal] = []
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: refusals)
    let rows = try shown(visit).map { row(visit, $0) }
    let words = { (text: AnnouncementText) in visit(text) }
    let sound = SoundField(
      controls: controls, id: "sound", name: visit(AnnouncementText.sound),
      longestSeconds: OwnSoundLimit.seconds)
    let list: Markup =
      rows.isEmpty
      ? "<p class=\"muted\">\(visit(AnnouncementText.none))</p>"
      : "<ul class=\"items\">\(rows)</ul>"
    return try Frame.page(
      visit, page, title: visit(.announcements),
      lead: words(isOfCompany ? .companyLead : .lead),
      isRefused: !refusals.isEmpty, status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        controls.section(
          "present", words(isOfCompany ? .ofCompany : .present),
          words(isOfCompany ? .companyHelp : .presentHelp), [list]),
        controls.section(
          "new", visit(AnnouncementText.new), visit(AnnouncementText.newHelp),
          [
            """
            <form class="stack" method="post" action="\(Link.page(page).address)" \
            enctype="multipart/form-data" novalidate>\(Frame.token(visit))\
            \(controls.text("name", visit(AnnouncementText.name), value: name, width: .large))\
            <div class="stack tight">\(sound.markup)</div>\
            <div><button class="btn primary">\(Icon.add.markup)\(visit(.add))</button></div></form>
            """
          ]),
      ])
  }

  private func row(_ visit: SignedInRequest, _ choice: Choice) -> Markup {
    let (name, sound) = (choice.announcement.name, choice.announcement.sound)
    let remove: Markup = """
      <form method="post" action="\(Link.page(page).address)/remove">\(Frame.token(visit))\
      <button class="btn quiet danger" name="name" value="\(name)">\(Icon.trash.markup)\(visit(.remove))\
      <span class="vh">: \(name)</span></button></form>
      """
    let owner = visit(choice.isOwn ? AnnouncementText.own : AnnouncementText.ofCompany)
    let link = isOfCompany ? Link.companyAnnouncement(sound.id) : .announcement(sound.id)
    return """
      <li><span>\(name)<small>\(owner)</small></span>\
      \(SoundPlayer.small(visit, link, milliseconds: Int(sound.milliseconds), name: name))\
      \(remove, if: choice.isOwn || isOfCompany)</li>
      """
  }
}
