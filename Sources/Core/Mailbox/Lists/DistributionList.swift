/// One of a user's distribution lists (F1).
public struct DistributionList: Codable, Equatable, Sendable {
  /// The number by which it is typed, 1 to 15.
  public let number: Int
  /// What it is for, 1 to 80 characters.
  public private(set) var description: String
  /// The identifiers of its members, in the order in which they were added; none twice.
  public private(set) var members: [Int64]
  /// Whether other users of the company may send to it.
  public var isOpenToOthers: Bool

  /// The numbers that a list can have.
  public static let numbers = 1...15
  /// How many characters a description has.
  public static let descriptionLengths = WrittenName.lengths

  /// An empty list.
  public init(
    number: Int, description: String, isOpenToOthers: Bool = false
  ) throws(DistributionListError) {
    guard Self.numbers.contains(number) else { throw .numberOutOfRange(number) }
    self.number = number
    self.description = try Self.checked(description)
    self.members = []
    self.isOpenToOthers = isOpenToOthers
  }

  /// Decodes a list by the same rules.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      number: container.decode(Int.self, forKey: .number),
      description: container.decode(String.self, forKey: .description),
      isOpenToOthers: container.decode(Bool.self, forKey: .isOpenToOthers))
    for member in try container.decode([Int64].self, forKey: .members) {
      try add(member, typedAs: "\(member)")
    }
  }

  /// Gives it another description; spaces at both ends are dropped.
  public mutating func describe(as text: String) throws(DistributionListError) {
    description = try Self.checked(text)
  }

  /// Adds a member.
  /// - Parameters:
  ///   - member: the user whom the number reaches in the list's company; nil if it reaches none.
  ///   - number: number or extension as it was typed, to be named in a refusal.
  public mutating func add(_ member: Int64?, typedAs number: String) throws(DistributionListError) {
    guard let member else { throw .unknownMember(typed: number, list: self.number) }
    guard !members.contains(member) else {
      throw .duplicateMember(typed: number, list: self.number)
    }
    members.append(member)
  }

  /// Removes a member; the parameters are those of `add`.
  public mutating func remove(
    _ member: Int64?, typedAs number: String
  ) throws(DistributionListError) {
    guard let member, let index = members.firstIndex(of: member) else {
      throw .notAMember(typed: number, list: self.number)
    }
    members.remove(at: index)
  }

  private static func checked(_ text: String) throws(DistributionListError) -> String {
    let start = text.drop(while: \.isWhitespace)
    let end = start.lastIndex { !$0.isWhitespace }
    let trimmed = end.map { String(start[...$0]) } ?? ""
    if let fault = WrittenName.lineFault(in: trimmed) { throw .badDescription(fault) }
    guard descriptionLengths.contains(trimmed.count) else {
      throw .wrongDescriptionLength(trimmed.count)
    }
    if let fault = WrittenName.fault(in: trimmed) { throw .badDescription(fault) }
    return trimmed
  }
}
