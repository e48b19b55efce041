package import CallFlow
package import Mailbox
package import SIP
package import SIPLine
package import ScriptLine
package import Store
package import Telephony

/// A portal that is there already, reached by SIP.
package final class ServedPortal: ScriptPortal {
  package let store: (any MailboxStore)?
  package var mails: [ScriptMail]? { nil }
  private let portal: SIPURI
  private let telephones: SIPTestCallers

  /// - Parameter data: Its data directory, if that can be seen from here.
  package init(_ portal: SIPURI, data: String?, _ telephones: SIPTestCallers) throws {
    (self.portal, self.telephones) = (portal, telephones)
    store = try data.map {
      var options = SQLiteStoreOptions.beside
      options.makesDirectory = false
      return try Mailboxes(directory: $0, options: options)
    }
  }

  package func open(layout: String?, language: Language) throws {
    if let layout {
      throw TestCallerLimit(
        "the keys of a portal that is there already cannot be set to \(layout)")
    }
  }

  package func later(_ time: Moment) throws {
    throw TestCallerLimit("the clock of a portal that is there already cannot be moved")
  }

  package func telephone() throws -> any TestCaller { try telephones.telephone(calling: portal) }

  package func close() { (store as? Mailboxes)?.close() }
}

extension SQLiteStoreOptions {
  /// For work beside the server.
  static var beside: SQLiteStoreOptions {
    var options = SQLiteStoreOptions()
    options.isServer = false
    return options
  }
}
