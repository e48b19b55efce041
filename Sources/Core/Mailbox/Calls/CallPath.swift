/// Where one call may still be sent (requirement D0): not to where it has been, and nowhere once it
/// was sent on too often.
struct CallPath {
  /// Numbers that have had the call, in normal form.
  private let numbers: Set<String>
  private let mayGoOn: Bool

  /// The path of a call that has reached `user`.
  /// - Parameter recent: Main numbers of users whom the caller has reached in the last minutes. One of
  ///   them counts if the call can have come from there.
  init<D: Directory>(
    of call: IncomingCall, to user: User, recent: [String], in company: Company, _ directory: D
  ) throws(D.Failure) {
    var numbers: Set<String> = []
    for text in call.passed {
      let number = company.comparableForm(of: text)
      numbers.insert(number)
      // An extension is a name of its owner's main number, and so is an alias on the same system.
      if let holder = try directory.user(named: text, in: company),
        PhoneNumber(e164: number).map(holder.isReached) ?? true
      {
        numbers.insert(holder.mainNumber.e164)
      }
    }
    numbers.formUnion(try Self.senders(to: user, among: recent, directory))
    self.numbers = numbers
    mayGoOn = call.mayGoOn
  }

  /// Whether the call may go there.
  func mayGo<D: Directory>(to number: PhoneNumber, _ directory: D) throws(D.Failure) -> Bool {
    guard mayGoOn, !numbers.contains(number.e164) else { return false }
    if numbers.isEmpty { return true }
    guard let holder = try directory.user(e164: number.e164), holder.isReached(by: number) else {
      return true
    }
    return !numbers.contains(holder.mainNumber.e164)
  }

  /// Those who send their callers to this user, alone or through others of them.
  private static func senders<D: Directory>(
    to user: User, among recent: [String], _ directory: D
  ) throws(D.Failure) -> Set<String> {
    var rest: [User] = []
    for number in recent where number != user.mainNumber.e164 {
      if let other = try directory.user(e164: number) { rest.append(other) }
    }
    var found = [user]
    var place = 0
    while place < found.count {
      let target = found[place]
      let senders = rest.filter { other in
        other.destinations.contains { target.isReached(by: $0.number) }
      }
      rest.removeAll { other in senders.contains { $0.id == other.id } }
      found += senders
      place += 1
    }
    return Set(found.dropFirst().map(\.mainNumber.e164))
  }
}
