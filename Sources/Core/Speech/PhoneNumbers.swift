import CallFlow
import Mailbox

// Phone numbers are read digit by digit, in groups.
extension SpokenLanguage {
  func nameOrNumber(
    _ name: AudioReference?, _ number: String, _ home: HomeCountry?
  ) -> [Part] {
    name.map { [.name($0)] } ?? phoneNumber(number, home)
  }

  /// A number in normal form in the groups of its notation, one of the listener's country as she
  /// dials it; any other text in its own groups, or in threes where it has none.
  ///
  /// A name, such as the user of a SIP URI can be, is shown as it is written and not read out.
  func phoneNumber(_ text: String, _ home: HomeCountry?) -> [Part] {
    if text.contains(where: \.isLetter) { return [.written(text)] }
    let number = PhoneNumber(e164: text)
    if let home, let groups = number?.groups(atHomeIn: home) {
      return [Part](groups.map(digits).joined(separator: [.comma]))
    }
    let groups = number?.groups ?? writtenGroups(text)
    let start: [Part] = text.hasPrefix("+") ? [.word(.plus)] : []
    return start + groups.map(digits).joined(separator: [.comma])
  }

  /// Each key of the text by its name. Other characters are silent.
  func digits(_ text: some StringProtocol) -> [Part] {
    text.compactMap(Digit.init).map { digit in
      digit.number.map(Part.number) ?? .say(.key(digit))
    }
  }

  private func writtenGroups(_ text: String) -> [String] {
    let groups = text.split { Digit($0) == nil }.map(String.init)
    guard groups.count == 1, var rest = groups.first?[...] else { return groups }
    var threes: [String] = []
    while rest.count > 4 {
      threes.append(String(rest.prefix(3)))
      rest = rest.dropFirst(3)
    }
    return threes + [String(rest)]
  }
}
