import Signalling
import Synchronization

/// Notes what it is told to do, with the time.
final class RecordingSignalling: Signalling {
  private let commands = Mutex<[(command: SignallingCommand, at: ContinuousClock.Instant)]>([])

  private let told = Mutex<(any SignallingListener)?>(nil)

  func start(_ listener: any SignallingListener) throws(SignallingError) -> [TransportAddress] {
    told.withLock { $0 = listener }
    return []
  }

  /// Who is told what comes from the network; `nil` before the start.
  var listener: (any SignallingListener)? { told.withLock { $0 } }

  /// What it was told to do, the oldest first.
  var all: [SignallingCommand] { commands.withLock { $0.map(\.command) } }

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
