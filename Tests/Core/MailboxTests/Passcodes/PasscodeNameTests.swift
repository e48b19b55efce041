import Mailbox
import Testing

/// Names on the keypad: the letters of E.161, other letters folded.
@Suite struct PasscodeNameTests {
  @Test(arguments: [
    ("Anna", "2662"), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999"),
    ("Jäger", "523437"), ("Jäger", "52437"), ("Ja\u{308}ger", "523437"), ("JÄGER", "52437"),
    ("Müller", "6835537"), ("Müller", "685537"), ("Größe", "4763773"), ("Strauß", "7872877"),
    ("Søren", "76736"), ("Søren", "763736"), ("Åse", "2273"), ("Åse", "273"),
    ("Renée", "73633"), ("Dvořák", "386725"), ("Łukasz", "585279"), ("Œuvre", "638873"),
    ("Nguyễn", "648936"), ("O'Neill", "663455"), ("van den Berg", "8263362374"),
    ("van den Berg", "2374"), ("Anna-Karina", "527462"), ("ĳsbrand", "45727263"),
  ])
  func `a name is refused in each of its spellings`(name: String, passcode: String) {
    #expect(broken(by: passcode, firstName: name) == .ownName)
    #expect(broken(by: passcode, lastName: name) == .ownName)
  }

  @Test(arguments: [("Anna", "26621"), ("Anna", "266"), ("", "2662"), ("Иван", "4826"), ("-", "1")])
  func `only exactly the spelling is refused`(name: String, passcode: String) {
    #expect(broken(by: passcode, firstName: name) == nil)
  }

  private func broken(
    by passcode: String, firstName: String = "", lastName: String = ""
  ) -> PasscodeRule? {
    PasscodePolicy(minimumLength: 1, refusesName: true)
      .firstBroken(by: passcode, of: PasscodeOwner(firstName: firstName, lastName: lastName))
  }
}
