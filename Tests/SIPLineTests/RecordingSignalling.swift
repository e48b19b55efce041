import Signalling
import Synchronization

/// Notes what it is told to do, with the time.
final class RecordingSignalling: Signalling {
  private let commands = Mutex<[(command: SignallingCommand, at: ContinuousClock.Instant)]>([])

  func start(_ listener: any SignallingListener) throws(SignallingError) -> [TransportAddress] {
    []
  }

  func perform(_ command: SignallingCommand) {
    commands.withLock { $0.append((command, ContinuousClock.now)) }
  }

  func stop() {}

  /// A NOTIFY, in a subscription or outside.
  struct Note: Equatable {
    /// The address, or `#` and the number of the subscription.
    var to: String
    var body: String
    var isLast = false
    var at = ContinuousClock.now

    static func == (a: Note, b: Note) -> Bool {
      (a.to, a.body, a.isLast) == (b.to, b.body, b.isLast)
    }
  }

  var notes: [Note] {
    commands.withLock { $0 }.compactMap { command, at in
      switch command {
      case .notify(let request):
        Note(to: request.uri, body: request.body.text, at: at)
      case .publish(let id, let body, let isLast):
        Note(to: "#\(id.value)", body: body.text, isLast: isLast, at: at)
      default: nil
      }
    }
  }

  var requests: [NotifyRequest] {
    commands.withLock { $0 }.compactMap { command, _ in
      if case .notify(let request) = command { request } else { nil }
    }
  }
}
