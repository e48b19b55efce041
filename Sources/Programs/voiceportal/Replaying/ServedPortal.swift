import CallFlow
import Configuration
import Mailbox
import SIP
import SIPLine
import ScriptLine
import Store
import Telephony

/// A portal that is there already, reached by SIP.
final class ServedPortal: ScriptPortal {
  let store: (any MailboxStore)?
  var mails: [ScriptMail]? { nil }
  private let portal: SIPURI
  private let telephones: SIPTestCallers

  /// - Parameter data: Its data directory, if that can be seen from here.
  init(_ portal: SIPURI, data: String?, _ telephones: SIPTestCallers) throws {
    (self.portal, self.telephones) = (portal, telephones)
    store = try data.map {
      var options = SQLiteStoreOptions.beside
      options.makesDirectory = false
      return try Mailboxes(directory: $0, options: options)
    }
  }

  func open(layout: String?, language: Language) throws {
    if let layout {
      throw TestCallerLimit(
        "the keys of a portal that is there already cannot be set to \(layout)")
    }
  }

  func later(_ time: Moment) throws {
    throw TestCallerLimit("the clock of a portal that is there already cannot be moved")
  }

  func telephone() throws -> any TestCaller { try telephones.telephone(calling: portal) }

  func close() { (store as? Mailboxes)?.close() }
}

extension SQLiteStoreOptions {
  /// For work beside the server.
  static var beside: SQLiteStoreOptions {
    var options = SQLiteStoreOptions()
    options.isServer = false
    return options
  }
}
