/// What a policy must know of the user whose passcode it checks.
public struct PasscodeOwner: Equatable, Sendable {
  /// The first name as written, perhaps several words.
  public var firstName: String
  /// The last name as written, perhaps several words.
  public var lastName: String
  /// The main number.
  public var number: PhoneNumber?
  /// The extension.
  public var `extension`: Extension?

  /// An owner; what is not known is not checked.
  public init(
    firstName: String = "", lastName: String = "", number: PhoneNumber? = nil,
    extension: Extension? = nil
  ) {
    self.firstName = firstName
    self.lastName = lastName
    self.number = number
    self.extension = `extension`
  }
}
