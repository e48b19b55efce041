/// All distribution lists of one user, at most one for each number (F1). Coded as an array.
public struct DistributionLists: Codable, Equatable, Sendable {
  /// The lists by rising number.
  public private(set) var all: [DistributionList]

  /// No lists.
  public init() { all = [] }

  /// Decodes an array of lists, none of which may have another's number.
  public init(from decoder: any Decoder) throws {
    self.init()
    for list in try decoder.singleValueContainer().decode([DistributionList].self) {
      try add(list)
    }
  }

  /// Encodes the lists as an array.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(all)
  }

  /// The smallest number that no list has; nil if all are taken.
  public var nextFreeNumber: Int? {
    DistributionList.numbers.first { self[$0] == nil }
  }

  /// The list of this number.
  public subscript(number: Int) -> DistributionList? {
    all.first { $0.number == number }
  }

  /// Adds a list whose number is still free.
  public mutating func add(_ list: DistributionList) throws(DistributionListError) {
    guard nextFreeNumber != nil else { throw .noFreeNumber }
    guard self[list.number] == nil else { throw .numberTaken(list.number) }
    let index = all.firstIndex { $0.number > list.number } ?? all.endIndex
    all.insert(list, at: index)
  }

  /// Puts a changed list in the place of the one with its number.
  public mutating func replace(_ list: DistributionList) throws(DistributionListError) {
    all[try index(of: list.number)] = list
  }

  /// Removes the list of this number.
  public mutating func remove(number: Int) throws(DistributionListError) {
    all.remove(at: try index(of: number))
  }

  private func index(of number: Int) throws(DistributionListError) -> Int {
    guard let index = all.firstIndex(where: { $0.number == number }) else {
      throw .noSuchList(number)
    }
    return index
  }
}
