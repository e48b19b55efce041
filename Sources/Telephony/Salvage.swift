import Mailbox
import SoundFiles
public import Store

/// What came of the recordings that were under way when the last server died.
public struct Salvage: Equatable, Sendable {
  /// Messages brought into their mailboxes.
  public var delivered = 0
  /// Recordings that still wait, each with its file and the reason.
  public var left: [String] = []
}

extension SQLiteStore {
  /// Repairs and delivers the messages that callers were leaving when the process died, up to
  /// the last second that reached the disk (requirement D7). Called once, before the first call.
  /// A recording that cannot be delivered stays where it is for the next start.
  /// - Throws: ``StoreError`` when the folder of the recordings cannot be read.
  public func salvage() throws(StoreError) -> Salvage {
    var result = Salvage()
    for unfinished in try unfinishedTakes() {
      guard case .deposit(let mailbox, let from) = unfinished.purpose else { continue }
      do {
        let sound = try RecordingFile.repair(path: unfinished.path)
        let take = Take(
          id: unfinished.id, milliseconds: Int32(clamping: sound.milliseconds),
          hasSound: sound.hasSound, ending: .hangUp)
        let deposit = Deposit(mailbox: mailbox, take: take, from: from)
        let reply = answer(.deposit(deposit), of: CallToken(.random(in: 1 ... .max)))
        guard reply == .done else {
          result.left.append("\(unfinished.path): the mailbox answered \(reply)")
          continue
        }
        if take.isWorthKeeping { result.delivered += 1 }
      } catch {
        result.left.append("\(error)")
      }
    }
    return result
  }
}
