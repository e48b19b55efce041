package import CallFlow
import Commands
package import Mailbox
import SIP
package import SIPLine
package import ScriptLine
package import Store
package import Telephony

/// A portal for one script alone, reached by SIP.
package final class OwnPortal: ScriptPortal {
  package var store: (any MailboxStore)? { process.store }
  package var mails: [ScriptMail]? { process.mails }
  private let process: PortalProcess
  private let telephones: SIPTestCallers
  private var address: SIPURI?
  /// The keys that the process was started with; `nil` if it does not run.
  private var opened: String??

  package init(prompts: String, _ telephones: SIPTestCallers) throws {
    process = try PortalProcess(prompts: prompts)
    self.telephones = telephones
  }

  package func open(layout: String?, language: Language) throws {
    if let opened, opened == layout { return }
    try process.start(layout: layout, language: nil, line: Line())
    address = try process.waitUntilReady { text in
      text.firstMatch(of: /SIP on udp:(127\.0\.0\.1:\d+)/).flatMap { SIPURI("sip:\($0.1)") }
    }
    opened = .some(layout)
  }

  package func later(_ time: Moment) {
    process.later(time)
    opened = nil
  }

  package func telephone() throws -> any TestCaller {
    guard let address else { throw Failure("The portal has not been started.") }
    return try telephones.telephone(calling: address)
  }

  package func close() { process.close() }

  private struct Line: Encodable {
    struct Peer: Encodable {
      let address = "127.0.0.1"
      let trusted = true
      let unlimited = true
    }

    let listen = ["udp:127.0.0.1:0"]
    let peers = [Peer()]
  }
}
