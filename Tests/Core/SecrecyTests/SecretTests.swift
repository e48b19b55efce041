import Secrecy
import Testing

@Suite struct SecretTests {
  private struct Login {
    var name = "anna"
    var passcode = Secret("495028")
  }

  @Test func `a secret prints as dots, whatever it is printed with`() {
    let secret = Secret("495028")
    var dumped = ""
    dump(secret, to: &dumped)
    for text in [
      "\(secret)", String(reflecting: secret), String(describing: Optional(secret)), dumped,
    ] {
      #expect(text.contains("•••"), "\(text)")
      #expect(!text.contains("495028"), "\(text)")
    }
  }

  @Test func `what holds a secret prints without it`() {
    var dumped = ""
    dump(Login(), to: &dumped)
    for text in ["\(Login())", String(reflecting: [Login()]), dumped] {
      #expect(text.contains("anna"), "\(text)")
      #expect(!text.contains("495028"), "\(text)")
    }
  }

  @Test func `a secret cannot be encoded`() {
    #expect(!(Secret<String>.self as Any.Type is any Encodable.Type))
  }

  @Test func `secrets are compared by what they hide`() {
    #expect(Secret("1") == Secret("1"))
    #expect(Secret("1") != Secret("2"))
  }
}
