/// Why a change of a distribution list is refused (F1).
public enum DistributionListError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A list number that is not 1 to 15.
  case numberOutOfRange(Int)
  /// The user has a list of this number already.
  case numberTaken(Int)
  /// The user has as many lists as there are numbers.
  case noFreeNumber
  /// The user has no list of this number.
  case noSuchList(Int)
  /// A description that has not 1 to 80 characters; carries how many it has.
  case wrongDescriptionLength(Int)
  /// A description that does not stand in one line, with the reason as a sentence.
  case badDescription(String)
  /// The number reaches nobody in the company.
  case unknownMember(typed: String, list: Int)
  /// The number reaches somebody who is in the list already.
  case duplicateMember(typed: String, list: Int)
  /// The number to be removed reaches nobody in the list.
  case notAMember(typed: String, list: Int)

  /// The reason as a whole sentence.
  public var description: String {
    let numbers = DistributionList.numbers
    let lengths = DistributionList.descriptionLengths
    switch self {
    case .numberOutOfRange(let number):
      return "\(number) is no list number:"
        + " it must be \(numbers.lowerBound) to \(numbers.upperBound)."
    case .numberTaken(let number):
      return "There is a list \(number) already."
    case .noFreeNumber:
      return "There are \(numbers.count) lists already, which is as many as a user may have."
    case .noSuchList(let number):
      return "There is no list \(number)."
    case .wrongDescriptionLength(let count):
      return "The description has \(count) characters:"
        + " it must have \(lengths.lowerBound) to \(lengths.upperBound)."
    case .badDescription(let reason):
      return "The description cannot be taken: \(reason)"
    case .unknownMember(let typed, let list):
      return "\(quoted(typed)) cannot be added to list \(list):"
        + " no user of the company has this number."
    case .duplicateMember(let typed, let list):
      return "\(quoted(typed)) cannot be added to list \(list): this user is in it already."
    case .notAMember(let typed, let list):
      return "\(quoted(typed)) cannot be removed from list \(list): it is not in it."
    }
  }
}
