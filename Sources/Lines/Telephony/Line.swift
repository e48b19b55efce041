public import CallFlow
public import Mailbox
public import Portal
public import Store

/// What a line does for a call. A terminal, a script, a sound card and a SIP stack each have one
/// of these; the call does not know which.
public protocol Line {
  /// The call is not answered yet; the caller may be told that it rings.
  mutating func ring()
  /// Takes the call.
  mutating func answer()
  /// Plays the phrases, then tells `.spoken` with the ticket.
  mutating func say(_ ticket: Ticket, _ phrases: [Phrase], in locale: SpeechLocale)
  /// Stops playing at once.
  mutating func hush()
  /// Moves within the sound being played.
  mutating func transport(_ transport: Transport)
  /// Plays the tone and records, by a ``Recorder``, then tells `.recorded` with the ticket; at once
  /// if the disk does not take the recording.
  mutating func record(
    _ ticket: Ticket, _ order: RecordingOrder, into destination: RecordingDestination)
  /// Ends the recording, which is then told.
  mutating func stopRecording()
  /// Connects the caller, then tells `.transferred` with the ticket.
  /// - Parameter mailbox: The number of the mailbox in whose name; `nil`: none.
  mutating func transfer(_ ticket: Ticket, to number: String, by mailbox: String?)
  /// Ends a call that was not answered. A line without signalling says the reason.
  mutating func refuse(_ reason: Phrase, in language: Language)
  mutating func hangUp()

  /// Asks the store. `nil` if the reply will be told as `.fetched`.
  mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply?
}

extension Line {
  /// Silence, where a line has no sign for a phone that rings.
  public mutating func ring() {}

  /// Waits for the store: right for a line that carries one call.
  public mutating func ask(
    _ request: MailboxRequest, _ ticket: Ticket, of store: any MailboxStore, for call: CallToken
  ) -> MailboxReply? {
    store.answer(request, of: call)
  }
}
