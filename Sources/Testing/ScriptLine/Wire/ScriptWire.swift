public import CallFlow
public import Mailbox
public import Store
public import Telephony

/// A real line on which the calls of scripts are made.
public struct ScriptWire: Sendable {
  /// The prompts that are heard on it.
  public let index: PromptIndex
  /// Whether it signals what the portal does to a call. Without that only the end is known.
  public let isSignalled: Bool
  /// What the script of a name calls.
  public let portal: @Sendable (_ script: String) throws -> any ScriptPortal

  /// A line with these prompts.
  public init(
    index: PromptIndex, isSignalled: Bool = true,
    portal: @escaping @Sendable (_ script: String) throws -> any ScriptPortal
  ) {
    (self.index, self.isSignalled, self.portal) = (index, isSignalled, portal)
  }
}

/// The portal that one script calls: one of its own, or one that is there already. One thread uses
/// it.
public protocol ScriptPortal: AnyObject {
  /// Its mailboxes; `nil`: they cannot be looked at from here. Accounts that are not there yet are
  /// put into them.
  var store: (any MailboxStore)? { get }
  /// Called before each call; from the first on it takes calls.
  /// - Parameters:
  ///   - layout: The name or the path of a key layout; `nil` if none was given.
  ///   - language: Spoken before a mailbox is known.
  /// - Throws: ``TestCallerLimit`` when the portal cannot be set so.
  func open(layout: String?, language: Language) throws
  /// Lets time pass between two calls: the portal's clock goes on by so much at once.
  /// - Throws: ``TestCallerLimit`` when that clock cannot be moved.
  func later(_ time: Moment) throws
  /// The e-mails that it has sent; `nil` if they cannot be seen from here.
  var mails: [ScriptMail]? { get }
  /// A telephone for one call.
  func telephone() throws -> any TestCaller
  /// The script is over.
  func close()
}

extension PortalAct {
  /// Whether the caller was sent elsewhere.
  var isTransfer: Bool { if case .transferred = self { true } else { false } }
}
