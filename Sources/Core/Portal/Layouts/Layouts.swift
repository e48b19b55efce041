public import CallFlow

/// The key layouts that come with the product, and the way to one of one's own (requirement K5).
public enum Layouts {
  /// A layout that comes with the product.
  public enum BuiltIn: String, CaseIterable, Sendable {
    /// The default: the keys that One Net users know.
    case broadworks
    /// For fingers that know Asterisk's Comedian Mail.
    case asterisk
    /// For fingers that know Cisco Unity Connection.
    case unity

    /// Which keys differ from the default.
    public var layout: Layout<VoicePortal> {
      switch self {
      case .broadworks: Layout()
      case .asterisk: .asterisk
      case .unity: .unity
      }
    }
  }

  /// A layout by its name, or from a file of one's own.
  /// - Parameter reading: Gets the text of a file by its path.
  /// - Throws: ``LayoutFileError``, or what `reading` throws for a path.
  public static func named(
    _ nameOrPath: String, reading: (String) throws -> String
  ) throws -> Layout<VoicePortal> {
    if let layout = BuiltIn(rawValue: nameOrPath)?.layout { return layout }
    let text: String
    do {
      text = try reading(nameOrPath)
    } catch {
      // A word without a dot or slash was hardly meant as a file.
      if nameOrPath.contains(where: { $0 == "." || $0 == "/" }) { throw error }
      throw LayoutFileError.unknownLayout(nameOrPath)
    }
    return try LayoutFile(text, path: nameOrPath).layout
  }
}

extension Layout<VoicePortal> {
  /// A layout from plain tables.
  init(
    everywhere: [Command: Digit?] = [:], _ places: [Place: [Command: Digit?]]
  ) {
    self.init(
      places: places.mapValues { $0.mapValues { Choice($0) } },
      everywhere: everywhere.mapValues { Choice($0) })
  }
}
