public import CallFlow
public import Portal
public import Store

/// What scripts are played against. Each script has mailboxes of its own, so many can be played at
/// once.
public struct ScriptSetting: Sendable {
  /// Mailboxes for one script, and what is to be done when it is over.
  public struct TestSystem {
    public let store: any MailboxStore
    public let close: () -> Void

    /// A store, and how to let go of it.
    public init(_ store: any MailboxStore, close: @escaping () -> Void = {}) {
      (self.store, self.close) = (store, close)
    }
  }

  /// Makes empty mailboxes for the script of a name.
  public var system: @Sendable (_ script: String, _ clock: VirtualClock) throws -> TestSystem
  /// The keys of scripts that choose no layout.
  public var layout: Layout<VoicePortal>
  /// The line on which the calls are made; `nil`: the virtual line.
  public var wire: ScriptWire?
  /// How many scripts are played at the same time; `nil`: as many as there are processors.
  public var jobs: Int?
  /// How often a script that fails is played at most. On a real line sound can be lost while the
  /// machine is busy, so the further tries are made one after the other.
  public var tries = 1

  /// Mailboxes in memory and the portal's own keys, unless told otherwise.
  public init(
    system: @escaping @Sendable (_ script: String, _ clock: VirtualClock) throws -> TestSystem = {
      TestSystem(Mailboxes(now: { [clock = $1] in clock.now }))
    },
    layout: Layout<VoicePortal> = Layout()
  ) {
    (self.system, self.layout) = (system, layout)
  }
}

/// What came of one script.
public struct ScriptResult: Sendable {
  /// As in the script.
  public let name: String
  /// `nil` if it passed.
  public let failure: ScriptFailure?
  /// How long its calls took, in milliseconds of their own time.
  public let milliseconds: Moment
  /// Steps that could not be checked on this line, and why.
  public let unchecked: [String]
  /// Why it failed in the tries before this one.
  public internal(set) var failedBefore: [ScriptFailure] = []
  /// What was heard and pressed, all calls one after the other.
  public let transcript: [String]
  /// The journal of each call, as it is written to a file.
  public let journals: [String]

  /// A result as reports show it.
  public init(
    name: String, failure: ScriptFailure?, milliseconds: Moment = 0, transcript: [String] = [],
    journals: [String] = [], unchecked: [String] = []
  ) {
    (self.name, self.failure, self.milliseconds) = (name, failure, milliseconds)
    (self.transcript, self.journals) = (transcript, journals)
    self.unchecked = unchecked
  }
}

/// Where and why a script failed.
public struct ScriptFailure: Equatable, Sendable {
  /// Whose fault it is.
  public enum Kind: Sendable {
    /// The call went another way.
    case failed
    /// The script, or a file that it names, cannot be used.
    case unusable
    /// Nobody's: such a script cannot be played on this line. It was neither passed nor failed.
    case notForThisLine
  }

  public let kind: Kind
  /// From 1; `nil`: the script as a whole.
  public let line: Int?
  /// The step as written; long entries after `dials` are dots, as they can be passcodes.
  public let step: String
  /// What happened instead, a sentence without its full stop.
  public let happened: String

  /// A failure of one step.
  public init(kind: Kind, line: Int?, step: String, happened: String) {
    (self.kind, self.line, self.step, self.happened) = (kind, line, step, happened)
  }
}
