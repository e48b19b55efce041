/// An editable record with its revision, which grows with each change. An update names the revision
/// that its editor saw, so that of two editors the second is told instead of undoing the first.
public struct Revised<Value: Sendable>: Sendable {
  public var value: Value
  public let revision: Int64

  /// A record as it is stored.
  public init(_ value: Value, revision: Int64) {
    self.value = value
    self.revision = revision
  }
}

extension Revised: Equatable where Value: Equatable {}
