import Mailbox
import Operations
public import Portal
import SoundFiles
import Store

extension Voice {
  /// The phrases, with others in place of those whose sounds are missing or damaged: a caller hears
  /// that a message cannot be played, the system's greeting in place of the user's own (requirement
  /// D2), a number in place of a recorded name. The log has a line for each. It reads the disk where
  /// phrases have sounds of the store.
  /// - Parameter call: The call in the log.
  public func playable(_ phrases: [Phrase], for call: String?) -> [Phrase] {
    phrases.flatMap { playable($0, call) }
  }

  private func playable(_ phrase: Phrase, _ call: String?) -> [Phrase] {
    switch phrase {
    case .audio(let audio):
      return isPlayable(audio, call) ? [phrase] : [.prompt(.cannotBePlayed)]
    case .ownGreeting(let audio, let name, let number, let takesMessages):
      if isPlayable(audio, call) { return [phrase] }
      let system = playable(.greeting(.noAnswer, name: name, number: number), call)
      return takesMessages ? system + [.prompt(.recordAfterTone)] : system
    case .greeting(let reason, let name?, let number):
      return isPlayable(name, call) ? [phrase] : [.greeting(reason, name: nil, number: number)]
    case .sender(var sender):
      sender.name = sender.name.flatMap { isPlayable($0, call) ? $0 : nil }
      return [.sender(sender)]
    case .forwardedBy(var sender):
      sender.name = sender.name.flatMap { isPlayable($0, call) ? $0 : nil }
      return [.forwardedBy(sender)]
    case .person(var person):
      person.name = person.name.flatMap { isPlayable($0, call) ? $0 : nil }
      return [.person(person)]
    case .list(let number, let description, let members, let name?):
      let isThere = isPlayable(name, call)
      return [
        .list(
          number: number, description: description, members: members,
          name: isThere ? name : nil)
      ]
    case .take(let take):
      return isPlayable(take, call) ? [phrase] : [.prompt(.cannotBePlayed)]
    case .prompt, .press, .counts, .failedAttempts, .place, .received, .length, .number, .list,
      .nextFreeList, .announcement, .sent, .notDelivered, .deleted, .passcodeRefused, .forwarding,
      .greeting:
      return [phrase]
    }
  }

  private func isPlayable(_ audio: AudioReference, _ call: String?) -> Bool {
    do throws(StoreError) {
      return isPlayable(try store.audio(audio.id), Int(audio.milliseconds), call)
    } catch {
      return refuse("sound \(audio.id)", "\(error)", call)
    }
  }

  private func isPlayable(_ take: FinishedRecording, _ call: String?) -> Bool {
    do throws(StoreError) {
      return isPlayable(try store.takes.audio(of: take.id), Int(take.milliseconds), call)
    } catch {
      return refuse("the recording of this call", "\(error)", call)
    }
  }

  private func isPlayable(_ audio: StoredAudio, _ milliseconds: Int, _ call: String?) -> Bool {
    switch audio {
    case .samples: return true
    case .file(let path):
      guard let fault = fault(ofSound: path, milliseconds: milliseconds) else { return true }
      return refuse(path, fault, call)
    }
  }

  private func refuse(_ sound: String, _ reason: String, _ call: String?) -> Bool {
    log.counters.add(.soundsUnreadable)
    log.error("A sound cannot be played: \(sound): \(reason).", call: call)
    return false
  }
}
