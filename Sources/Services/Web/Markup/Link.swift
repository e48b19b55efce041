/// An address that a page leads to. Only what is listed here can be one.
enum Link {
  /// A page of ours.
  case page(PagePath)
  /// Of a message.
  case message(Int64)
  case sound(message: Int64, SoundKind)
  case greeting(String)
  /// Of a user, for administrators.
  case userGreeting(user: Int64, String)
  case announcement(Int64)
  /// Of the company, for administrators.
  case companyAnnouncement(Int64)
  /// Dials a number in normal form.
  case telephone(String)
  /// Dials it with a softphone, by a domain of SIP.
  case sip(String, domain: String)
  case style, script, icon

  /// How a sound is given.
  enum SoundKind: String {
    case play = "sound.wav"
    case wav = "message.wav"
    case mp3 = "message.mp3"
  }

  var address: String {
    switch self {
    case .page(let path): path.rawValue
    case .message(let id): "/messages/\(id)"
    case .sound(let message, let kind): "/messages/\(message)/\(kind.rawValue)"
    case .greeting(let slot): "/greetings/\(slot)/sound.wav"
    case .userGreeting(let user, let slot): "/admin/users/\(user)/greetings/\(slot)"
    case .announcement(let id): "/announcements/\(id)/sound.wav"
    case .companyAnnouncement(let id):
      PagePath.adminAnnouncements.rawValue + "/\(id)/sound.wav"
    case .telephone(let number): "tel:" + number.filter { $0 == "+" || $0.isNumber }
    case .sip(let number, let domain):
      "sip:" + number.filter { $0 == "+" || $0.isNumber } + "@" + domain
    case .style: "/portal.css"
    case .script: "/portal.js"
    case .icon: "/icon.svg"
    }
  }
}

/// The pages that have one address.
enum PagePath: String, CaseIterable {
  case signIn = "/sign-in"
  case signOut = "/sign-out"
  case messages = "/messages"
  case profile = "/profile"
  case portal = "/portal"
  case aliases = "/aliases"
  case mailbox = "/mailbox"
  case greetings = "/greetings"
  case announcements = "/announcements"
  case lists = "/lists"
  case forwarding = "/forwarding"
  case calls = "/calls"
  case adminUsers = "/admin/users"
  case adminCompany = "/admin/company"
  case adminAnnouncements = "/admin/announcements"
  case adminCalls = "/admin/calls"
  case adminAudit = "/admin/audit"
  case operatorCompanies = "/operator/companies"
  case operatorCalls = "/operator/calls"
}
