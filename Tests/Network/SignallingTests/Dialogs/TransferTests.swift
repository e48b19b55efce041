import Signalling
import Testing

/// REFER in both directions.
@Suite struct Transfers {
  private func progress(_ station: Station, _ dialog: DialogID) -> [ReferProgress] {
    station.listener.all.compactMap {
      if case .referred(dialog, let progress) = $0 { progress } else { nil }
    }
  }

  @Test func `a caller is transferred and each step is told`() async throws {
    try await withStation { station in
      let sipp = try SIPp("refer", at: station.addresses[0])
      let call = try await station.answerFirst()
      station.perform(.refer(call.dialog, to: "sip:300@127.0.0.1", []))
      _ = try await station.listener.first("the end of the REFER") {
        if case .referred(_, .status(let status)) = $0, status.isFinal { true } else { nil }
      }
      station.perform(.hangUp(call.dialog))
      try await sipp.finish()
      #expect(
        progress(station, call.dialog) == [
          .accepted, .status(SIPStatus(100, "Trying")), .status(SIPStatus(180, "Ringing")),
          .status(SIPStatus(200, "OK")),
        ])
    }
  }

  @Test func `a REFER is refused and the call goes on`() async throws {
    try await withStation { station in
      let sipp = try SIPp("refer-refused", at: station.addresses[0])
      let call = try await station.answerFirst()
      station.perform(.refer(call.dialog, to: "sip:300@127.0.0.1", []))
      _ = try await station.listener.first("the refusal") {
        if case .referred(_, .failed(let status)) = $0 {
          status.code == 603 ? true : nil
        } else {
          nil
        }
      }
      station.perform(.hangUp(call.dialog))
      try await sipp.finish()
    }
  }

  @Test func `the target of a REFER is busy and the call goes on`() async throws {
    try await withStation { station in
      let sipp = try SIPp("refer-busy", at: station.addresses[0])
      let call = try await station.answerFirst()
      station.perform(.refer(call.dialog, to: "sip:300@127.0.0.1", []))
      _ = try await station.listener.first("486") {
        if case .referred(_, .status(let status)) = $0 {
          status.code == 486 ? true : nil
        } else {
          nil
        }
      }
      station.perform(.hangUp(call.dialog))
      try await sipp.finish()
      #expect(progress(station, call.dialog).count == 3)
    }
  }

  @Test func `a caller asks for a transfer and is told how it went`() async throws {
    try await withStation { station in
      let sipp = try SIPp("refer-in", at: station.addresses[0])
      let call = try await station.answerFirst()
      let target = try await station.listener.first("REFER") {
        if case .asked(call.dialog, let target) = $0 { target } else { nil }
      }
      #expect(target == "sip:300@127.0.0.1")
      station.perform(.notifyReferred(call.dialog, SIPStatus(200, "OK")))
      try await sipp.finish()
    }
  }
}
