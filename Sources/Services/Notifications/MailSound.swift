import Administration
import Foundation
public import Mailbox
import SoundFiles
public import Store

/// The sound of a message as a file that every mail program plays.
public enum MailSound {
  /// All parts of a message, one after the other.
  /// - Parameter time: When it was left, for the file's name.
  /// - Throws: What is wrong with a sound.
  public static func attachment(
    _ message: MailedMessage, as format: CompanyMail.Sound, left time: LocalTime,
    from mailboxes: any MailboxStore
  ) throws -> MIMEMail.Attachment {
    let written: SoundFormat =
      switch format {
      case .wav: .wav
      case .mp3: .mp3
      }
    return MIMEMail.Attachment(
      fileName: "\(name(of: message, time)).\(written.fileExtension)",
      mediaType: format == .wav ? "audio/wav" : "audio/mpeg",
      bytes: try mailboxes.sound(of: message.parts).encoded(as: written))
  }

  /// Writes all parts of a message into a WAV file.
  /// - Returns: How long it plays, in milliseconds.
  public static func write(
    _ parts: [AudioReference], from mailboxes: any MailboxStore, to path: String
  ) throws -> Int {
    let bytes = try mailboxes.sound(of: parts).encoded(as: .wav)
    try Data(bytes).write(to: URL(filePath: path))
    return parts.reduce(0) { $0 + Int($1.milliseconds) }
  }

  /// `message-20261129-0130-02115551111`.
  private static func name(of message: MailedMessage, _ time: LocalTime) -> String {
    func two(_ number: Int8) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = "\(time.year)\(two(time.month))\(two(time.day))"
    let digits = (message.from ?? "").filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return "message-\(day)-\(two(time.hour))\(two(time.minute))"
      + (digits.isEmpty ? "" : "-\(digits)")
  }
}
