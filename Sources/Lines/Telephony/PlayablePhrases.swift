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
    phrases.flatMap { phrase in
      Self.playable(phrase) { sound in
        switch sound {
        case .audio(let audio): isPlayable(audio, call)
        case .take(let take): isPlayable(take, call)
        }
      }
    }
  }

  /// The phrases as they are said where no sound of the store can be played. Reads nothing.
  public func withoutRecordings(_ phrases: [Phrase]) -> [Phrase] {
    phrases.flatMap { Self.playable($0) { _ in false } }
  }

  private enum StoredSound {
    case audio(AudioReference)
    case take(FinishedRecording)
  }

  private static func playable(_ phrase: Phrase, if isPlayable: (StoredSound) -> Bool) -> [Phrase] {
    func kept(_ name: AudioReference?) -> AudioReference? {
      name.flatMap { isPlayable(.audio($0)) ? $0 : nil }
    }
    switch phrase {
    case .audio(let audio):
      return isPlayable(.audio(audio)) ? [phrase] : [.prompt(.cannotBePlayed)]
    case .ownGreeting(let audio, let name, let number, let takesMessages):
      if isPlayable(.audio(audio)) { return [phrase] }
      let system = playable(.greeting(.noAnswer, name: name, number: number), if: isPlayable)
      return takesMessages ? system + [.prompt(.recordAfterTone)] : system
    case .greeting(let reason, let name?, let number):
      return [.greeting(reason, name: kept(name), number: number)]
    case .sender(var sender):
      sender.name = kept(sender.name)
      return [.sender(sender)]
    case .forwardedBy(var sender):
      sender.name = kept(sender.name)
      return [.forwardedBy(sender)]
    case .person(var person):
      person.name = kept(person.name)
      return [.person(person)]
    case .list(let number, let description, let members, let name?):
      return [
        .list(number: number, description: description, members: members, name: kept(name))
      ]
    case .take(let take):
      return isPlayable(.take(take)) ? [phrase] : [.prompt(.cannotBePlayed)]
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
