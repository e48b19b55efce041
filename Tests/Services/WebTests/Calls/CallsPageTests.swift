import HTTP
import Mailbox
import Store
import Synchronization
import Telephony
import Testing
import Wording

@testable import Web

@Suite struct CallsPageTests {
  let system: TestPages

  init() throws {
    system = try TestPages()
    system.calls.keep(.sample(0xA1, company: system.company.id, mailbox: system.user.id))
    system.calls.keep(
      .sample(0xB2, company: system.stranger.company, mailbox: system.stranger.id, from: "0301"))
  }

  private let id = "00000000000000a1"
  private let other = "00000000000000b2"

  @Test func `administrators see the calls of their company, users those of their mailbox`() throws
  {
    let (admin, user) = (try system.signIn(system.admin), try system.signIn(system.user))
    let stranger = try system.signIn(system.stranger)
    #expect(try system.ask(.get, "/admin/calls", as: admin).text.contains(id))
    #expect(try !system.ask(.get, "/admin/calls", as: admin).text.contains(other))
    #expect(try system.ask(.get, "/calls", as: user).text.contains(id))
    #expect(try !system.ask(.get, "/calls", as: admin).text.contains(id))
    for path in ["", "/path.svg", "/script"] {
      #expect(try system.ask(.get, "/admin/calls/\(id)\(path)", as: admin).status == 200, "\(path)")
      #expect(try system.ask(.get, "/admin/calls/\(id)\(path)", as: stranger).status == 404)
      #expect(try system.ask(.get, "/admin/calls/\(other)\(path)", as: admin).status == 404)
    }
    #expect(try system.ask(.get, "/calls/\(id)", as: user).status == 200)
    #expect(try system.ask(.get, "/calls/\(id)/path.svg", as: user).status == 200)
    #expect(try system.ask(.get, "/calls/\(other)", as: user).status == 404)
    #expect(try system.ask(.get, "/calls/\(id)", as: stranger).status == 404)
  }

  @Test func `the time line tells what was heard, pressed and how the sound travelled`() throws {
    let admin = try system.signIn(system.admin)
    let text = try system.ask(.get, "/admin/calls/\(id)", as: admin).text
    for part in ["[enter-passcode]", "•", "0:02.3", "400 received, 3 lost", "The caller hung up"] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test func `an administrator ends a call of her company, and of no other`() throws {
    let ended = Flag()
    _ = system.calls.registry.begin(
      CallToken(0xC3), line: "sip 1", incoming: IncomingCall(from: "1", trust: .claimed, to: "2"),
      language: .en, hangUp: { ended.set() })
    let admin = try system.signIn(system.admin)
    let path = "/admin/calls/00000000000000c3/end"
    // It has come to no company that is known.
    #expect(try system.ask(.post, path, as: admin).status == 404)
    #expect(!ended.isSet)
  }

  @Test func `every way of ending and every kind of step has words`() {
    for kind in CallEnding.Kind.allCases { #expect(NamedText(.callEnding, kind.rawValue).isKnown) }
    for kind in TimeLineEntry.Kind.allCases {
      #expect(CallText.step(kind.rawValue).text(in: .de) != kind.rawValue)
    }
  }
}

/// Something that has happened or not.
private final class Flag: Sendable {
  private let value = Mutex(false)
  var isSet: Bool { value.withLock(\.self) }
  func set() { value.withLock { $0 = true } }
}
