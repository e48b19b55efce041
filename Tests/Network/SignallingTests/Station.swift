import Dispatch
import Testing

@testable import Signalling

/// An agent on a port of its own with an listener.
struct Station: Sendable {
  let agent: LibreSignalling
  let listener = RecordingListener()
  let addresses: [TransportAddress]

  init(
    _ transports: [SignallingTransport] = [.udp], limits: SignallingLimits = SignallingLimits(),
    _ change: (inout SignallingOptions) -> Void = { _ in }
  ) throws {
    var options = SignallingOptions(
      addresses: transports.map { TransportAddress($0, "127.0.0.1", 0) })
    change(&options)
    agent = LibreSignalling(options, limits)
    addresses = try agent.start(listener)
  }

  var port: UInt16 { addresses.first?.port ?? 0 }

  func perform(_ command: SignallingCommand) { agent.perform(command) }

  /// Stops the agent on a thread that may wait.
  func stop() async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        agent.stop()
        continuation.resume()
      }
    }
  }

  /// Waits for a line of the log.
  func reports(_ sentence: String) async throws {
    _ = try await listener.first("a line of the log: \(sentence)") {
      if case .report(sentence) = $0 { sentence } else { nil }
    }
  }

  /// Answers the first call at once.
  func answerFirst() async throws -> Invitation {
    let call = try await listener.invitation()
    perform(.answer(call.dialog, .sdp(RecordingListener.sdp("sendrecv"))))
    return call
  }
}

/// Runs a test with an agent that is stopped afterwards.
func withStation(
  _ transports: [SignallingTransport] = [.udp], limits: SignallingLimits = SignallingLimits(),
  _ change: (inout SignallingOptions) -> Void = { _ in },
  _ body: (Station) async throws -> Void
) async throws {
  let station = try Station(transports, limits: limits, change)
  do {
    try await body(station)
  } catch {
    await station.stop()
    throw error
  }
  await station.stop()
}
