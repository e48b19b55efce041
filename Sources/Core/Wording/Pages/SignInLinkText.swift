public import Mailbox

/// The pages of a forgotten web password.
public enum SignInLinkText: WrittenText {
  case offer, offerHelp, askTitle, askLead, send, back, sentTitle, sentLead
  case setTitle, setLead, overTitle, overLead, askAgain

  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private static let minutes = SignInLink.milliseconds / 60_000

  private var words: Words {
    switch self {
    case .offer:
      Words(
        en: "Forgot your web password?", de: "Webkennwort vergessen?",
        nl: "Webwachtwoord vergeten?")
    case .offerHelp:
      Words(
        en: "Your administrator gives you a new passcode.",
        de: "Ein neues Kennwort gibt Ihnen Ihr Administrator.",
        nl: "Een nieuwe pincode krijgt u van uw beheerder.")
    case .askTitle:
      Words(
        en: "Forgotten web password", de: "Webkennwort vergessen", nl: "Webwachtwoord vergeten")
    case .askLead:
      Words(
        en: "We send a link by e-mail. By it you set a new web password.",
        de: "Wir senden einen Link per E-Mail. Damit legen Sie ein neues Webkennwort fest.",
        nl: "Wij sturen een link per e-mail. Daarmee stelt u een nieuw webwachtwoord in.")
    case .send: Words(en: "Send the link", de: "Link senden", nl: "Link versturen")
    case .back:
      Words(en: "Back to signing in", de: "Zurück zur Anmeldung", nl: "Terug naar aanmelden")
    case .sentTitle:
      Words(en: "Look into your e-mail", de: "Sehen Sie in Ihre E-Mails", nl: "Kijk in uw e-mail")
    case .sentLead:
      Words(
        en:
          "If this mailbox has an e-mail address and may have a web password, a link is on its way. "
          + "It is good once, for \(Self.minutes) minutes. If nothing comes, ask your administrator.",
        de:
          "Wenn diese Mailbox eine E-Mail-Adresse hat und ein Webkennwort haben darf, ist ein Link "
          + "unterwegs. Er gilt einmal und \(Self.minutes) Minuten lang. Wenn nichts kommt, fragen Sie "
          + "Ihren Administrator.",
        nl:
          "Als deze voicemailbox een e-mailadres heeft en een webwachtwoord mag hebben, is een link "
          + "onderweg. Hij werkt één keer, \(Self.minutes) minuten lang. Komt er niets, vraag het dan "
          + "uw beheerder.")
    case .setTitle:
      Words(
        en: "Set a new web password", de: "Neues Webkennwort festlegen",
        nl: "Nieuw webwachtwoord instellen")
    case .setLead:
      Words(
        en: "Afterwards you are signed in here, and signed out everywhere else.",
        de: "Danach sind Sie hier angemeldet und überall sonst abgemeldet.",
        nl: "Daarna bent u hier aangemeld en overal elders afgemeld.")
    case .overTitle:
      Words(
        en: "This link is not good any more", de: "Dieser Link gilt nicht mehr",
        nl: "Deze link werkt niet meer")
    case .overLead:
      Words(
        en: "It was used, or is older than \(Self.minutes) minutes.",
        de: "Er wurde schon benutzt oder ist älter als \(Self.minutes) Minuten.",
        nl: "Hij is al gebruikt, of ouder dan \(Self.minutes) minuten.")
    case .askAgain: Words(en: "Ask for another", de: "Neuen anfordern", nl: "Nieuwe aanvragen")
    }
  }
}
