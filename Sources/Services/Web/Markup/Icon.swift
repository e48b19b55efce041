/// A drawing of 24 by 24, which says nothing that is not said in words beside it.
enum Icon {
  case messages, profile, portal, alias, mailbox, greeting, announcements, lists, forwarding
  case menu, signOut, warning, tick, cross, dot, play, pause, download, trash, restore, callBack
  case company, log
  case search, lock, urgent, eye, new, add, generate

  var markup: Markup {
    "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\">\(drawing)</svg>"
  }

  private var drawing: Markup {
    switch self {
    case .messages:
      "<path d=\"M3 13h5l1.5 3h5L16 13h5M5.5 5h13L21 13v5a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-5z\"/>"
    case .profile:
      "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 20c1.5-3.5 4.5-5 8-5s6.5 1.5 8 5\"/>"
    case .portal: "<circle cx=\"8\" cy=\"15\" r=\"4\"/><path d=\"m11 12 8-8M16 7l3 3\"/>"
    case .alias: "<path d=\"M9 4 7 20M17 4l-2 16M4 9h16M3.5 15h16\"/>"
    case .mailbox:
      """
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>
      """
    case .greeting:
      """
      <rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21"/>
      """
    case .announcements:
      """
      <path d="M3 7a1 1 0 0 1 1-1h5l2 2h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM10 16v-4.5l4-1V15"/>
      """
    case .lists:
      """
      <circle cx="9" cy="8" r="3.5"/><path d="M2.5 19c.8-3.2 3.3-5 6.5-5s5.7 1.8 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 \
      6.4M18 14.5c1.8.8 3 2.3 3.5 4.5"/>
      """
    case .forwarding: "<path d=\"m14 6 6 6-6 6M20 12H9a5 5 0 0 0-5 5v1\"/>"
    case .company:
      "<path d=\"M5 21V4h9v17M14 9h5v12M3 21h18M8.5 8h2M8.5 12h2M8.5 16h2\"/>"
    case .log: "<path d=\"M4 5v5h5M4.5 10A8 8 0 1 1 4 13.5M12 8v4.5l3 2\"/>"
    case .menu: "<path d=\"M4 7h16M4 12h16M4 17h16\"/>"
    case .signOut: "<path d=\"M14 4H5v16h9M10 12h11M17 8l4 4-4 4\"/>"
    case .warning: "<path d=\"M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2\"/>"
    case .tick: "<path d=\"m5 12.5 4.5 4.5L19 7.5\"/>"
    case .cross: "<path d=\"M6 6l12 12M18 6 6 18\"/>"
    case .dot: "<circle cx=\"12\" cy=\"12\" r=\"4\"/>"
    case .play: "<path d=\"M8 5.5v13l10.5-6.5z\"/>"
    case .pause: "<path d=\"M7 5h3v14H7zM14 5h3v14h-3z\"/>"
    case .download: "<path d=\"M12 4v11M7 11l5 5 5-5M4 20h16\"/>"
    case .trash: "<path d=\"M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5\"/>"
    case .restore: "<path d=\"M9 8H4V3M4 8a9 9 0 1 1-1 6\"/>"
    case .callBack:
      """
      <path d="M5 4h4l1.5 5L8 10.5a11 11 0 0 0 5.5 5.5l2.500-2.500 5 1.500v4a1.5 1.5 0 0 1-1.5 1.5C10.5 20.5 3.5 \
      13.5 3.5 5.5A1.5 1.5 0 0 1 5 4z"/>
      """
    case .search: "<circle cx=\"11\" cy=\"11\" r=\"6.5\"/><path d=\"m16 16 4.5 4.5\"/>"
    case .lock:
      """
      <rect x="5" y="11" width="14" height="9" rx="1.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>
      """
    case .urgent: "<path d=\"M12 4v10M12 19v.3\"/>"
    case .eye:
      """
      <path d="M2.5 12S6 5.5 12 5.500 21.5 12 21.5 12 18 18.500 12 18.500 2.5 12 2.5 12z"/><circle cx="12" cy="12" r="3"/>
      """
    case .new: "<circle cx=\"12\" cy=\"12\" r=\"8\"/><circle cx=\"12\" cy=\"12\" r=\"2\"/>"
    case .add: "<path d=\"M12 5v14M5 12h14\"/>"
    case .generate:
      """
      <path d="M20 11a8 8 0 0 0-14.500-3.500L4 9M4 4v5h5M4 13a8 8 0 0 0 14.500 3.500L20 15M20 20v-5h-5"/>
      """
    }
  }
}
