import Foundation
import ProjectFiles
import Testing

@testable import Signalling

/// The messages of RFC 4475, by the names that it gives them. Where a message asks for an answer,
/// `rport` has been added to its Via, so that the answer comes back to the test; `longreq` has got
/// a branch there too, because without one it is refused as `inv2543` is.
@Suite struct Torture {
  /// What must happen.
  enum Outcome: Sendable {
    /// This status; where the RFC leaves a choice, the one that we have made.
    case status(Int)
    /// The call is offered to the listener, 100 is sent.
    case invited
    /// A response to nothing: silence.
    case silence
  }

  // swift-format-ignore: a table reads best in columns
  static let table: [(String, Outcome)] = [
    // 3.1.1 valid messages
    ("wsinv", .status(481)),  // To has a tag of a dialog that is not here
    ("intmeth", .status(501)),
    ("esc01", .invited),
    ("escnull", .status(401)),
    ("esc02", .status(501)),  // a method is not unescaped: it is not REGISTER
    ("lwsdisp", .status(200)),
    ("longreq", .invited),
    ("dblreq", .status(401)),  // the second request is not looked at
    ("semiuri", .status(200)),
    ("transports", .status(200)),
    ("mpart01", .status(405)),
    ("unreason", .silence),
    ("noreason", .silence),
    // 3.1.2 invalid messages
    ("badinv01", .status(400)),
    ("clerr", .status(400)),
    ("ncl", .status(400)),
    ("scalar02", .status(400)),
    ("scalarlg", .silence),
    ("quotbal", .status(400)),
    ("ltgtruri", .status(400)),
    ("lwsruri", .status(400)),
    ("lwsstart", .status(400)),
    ("trws", .status(400)),
    ("escruri", .status(400)),
    ("baddate", .invited),  // Date is not used here
    ("regbadct", .status(400)),
    ("badaspec", .status(200)),
    ("baddn", .status(200)),
    ("badvers", .status(505)),
    ("mismatch01", .status(400)),
    ("mismatch02", .status(400)),
    ("bigcode", .silence),
    // 3.2 transaction layer
    ("badbranch", .status(200)),
    // 3.3 application layer
    ("insuf", .status(400)),
    ("unkscm", .status(416)),
    ("novelsc", .status(416)),
    ("unksm2", .status(400)),
    ("bext01", .status(420)),
    ("invut", .status(415)),
    ("regaut01", .status(401)),
    ("multi01", .status(400)),
    ("mcl01", .status(400)),
    ("bcast", .silence),
    ("zeromf", .status(200)),
    ("cparam01", .status(401)),
    ("cparam02", .status(401)),
    ("regescrt", .status(401)),
    ("sdp01", .status(406)),
    // 3.4 RFC 2543
    ("inv2543", .status(400)),  // without a branch no transaction can be told from another
  ]

  static let folder = ProjectFiles.fixtures.appending(path: "Torture")

  @Test(arguments: table)
  func `each message is answered as the RFC says`(name: String, outcome: Outcome) async throws {
    let message = try Data(contentsOf: Self.folder.appending(path: name + ".dat"))
    try await withStation {
      $0.devices = [Credentials(user: "nobody", password: "secret")]
    } _: { station in
      let socket = try Datagram()
      socket.send(Array(message), to: station.port)
      switch outcome {
      case .status(let code):
        let answer = try #require(try await socket.receive(within: 20_000))
        #expect(answer.hasPrefix("SIP/2.0 \(code) "), "\(answer)")
        #expect(answer.contains("\r\n\r\n"))
      case .invited:
        let answer = try #require(try await socket.receive(within: 20_000))
        #expect(answer.hasPrefix("SIP/2.0 100 "), "\(answer)")
        _ = try await station.listener.invitation()
      case .silence: #expect(try await socket.receive(within: 100) == nil)
      }
      try await Self.isAlive(station)
      if case .invited = outcome { return }
      #expect(station.listener.all.isEmpty)
    }
  }

  @Test func `every message of the folder stands in the table`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.table.map { $0.0 + ".dat" }))
  }

  @Test func `spoilt messages do no harm`() async throws {
    var dice = Dice(state: 4_475)
    try await withStation {
      $0.devices = [Credentials(user: "1", password: "secret")]
      $0.requestsPerSecond = 1_000_000
      $0.requestBurst = 1_000_000
    } _: { station in
      let originals = try originals(toward: station.port)
      let socket = try Datagram()
      for round in 0..<10_000 {
        var bytes = originals[round % originals.count]
        Self.spoil(&bytes, &dice)
        socket.send(bytes, to: station.port)
        // What is answered must be taken, or the answers fill the socket's buffer.
        while socket.next() != nil {}
        if round % 50 == 0 { try await Task.sleep(for: .milliseconds(1)) }
        if round % 500 == 0 { try await Self.isAlive(station) }
      }
      try await Self.isAlive(station)
    }
  }

  private func originals(toward port: UInt16) throws -> [[UInt8]] {
    let methods = [
      "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "REGISTER", "SUBSCRIBE", "NOTIFY", "REFER",
      "INFO", "UPDATE", "MESSAGE",
    ]
    let headers =
      "Event: message-summary\r\nExpires: 600\r\nRefer-To: <sip:3@x>\r\nSupported: timer\r\n"
      + "Session-Expires: 90;refresher=uas\r\nAccept: application/sdp\r\n"
      + "Authorization: Digest username=\"1\", realm=\"voiceportal\", nonce=\"1.2.3\", "
      + "uri=\"sip:x\", response=\"0\", qop=auth, nc=00000001, cnonce=\"c\"\r\n"
    let own = methods.map {
      Array(
        Requests.text($0, from: port, headers: headers, body: RecordingListener.sdp("sendrecv"))
          .utf8)
    }
    return own
      + (try Self.table.map {
        Array(try Data(contentsOf: Self.folder.appending(path: $0.0 + ".dat")))
      })
  }

  /// Changes, removes, doubles or cuts some bytes.
  private static func spoil(_ bytes: inout [UInt8], _ dice: inout Dice) {
    for _ in 0..<Int.random(in: 1...6, using: &dice) where bytes.count > 8 {
      let place = Int.random(in: 0..<bytes.count, using: &dice)
      let end = min(bytes.count, place + Int.random(in: 1...24, using: &dice))
      switch Int.random(in: 0..<7, using: &dice) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &dice)
      case 1: bytes.removeSubrange(place..<end)
      case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
      case 3: bytes.insert(contentsOf: "<>\";,:=@%\r\n \0".utf8.shuffled(using: &dice), at: place)
      case 4: bytes.removeSubrange(place...)
      case 5: bytes.insert(contentsOf: "99999999999999999999".utf8, at: place)
      default: bytes.swapAt(place, bytes.count - 1)
      }
    }
  }

  private static func isAlive(_ station: Station) async throws {
    let socket = try Datagram()
    for _ in 0..<3 {
      socket.send(Array(Requests.text("OPTIONS", from: socket.port).utf8), to: station.port)
      if let answer = try await socket.receive(within: 5_000) {
        #expect(answer.hasPrefix("SIP/2.0 200 "))
        return
      }
    }
    Issue.record("OPTIONS is not answered any more")
  }
}

/// Random numbers that are the same in every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
