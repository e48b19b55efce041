extension NamedText {
  /// How a call ended, by the word of its record.
  static let callEndings: [String: Words] = [
    "caller": Words(
      en: "The caller hung up", de: "Vom Anrufer beendet", nl: "Door de beller beëindigd"),
    "cancelled": Words(en: "Given up", de: "Aufgegeben", nl: "Opgegeven"),
    "portal": Words(
      en: "The portal ended it", de: "Vom Portal beendet", nl: "Door het portaal beëindigd"),
    "transfer": Words(en: "Transferred", de: "Weiterverbunden", nl: "Doorverbonden"),
    "refused": Words(en: "Not answered", de: "Nicht angenommen", nl: "Niet aangenomen"),
    "time-out": Words(en: "Too long", de: "Zu lang", nl: "Te lang"),
    "media-lost": Words(en: "The sound was lost", de: "Ton verloren", nl: "Geluid verloren"),
    "drain": Words(
      en: "The server was stopped", de: "Server wurde beendet", nl: "Server is gestopt"),
    "operator": Words(
      en: "Ended by an administrator", de: "Von der Verwaltung beendet",
      nl: "Door een beheerder beëindigd"),
    "failure": Words(en: "A fault", de: "Störung", nl: "Storing"),
  ]
}
