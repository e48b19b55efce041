import Testing

@testable import Signalling

@Suite struct CredentialsTests {
  @Test func `a password shows in no option and no registration`() {
    let credentials = Credentials(user: "anna", password: "hunter2")
    var options = SignallingOptions(addresses: [])
    options.devices = [credentials]
    let registration = Registration(
      registrar: "sip:pbx", address: "sip:a@b", credentials: credentials, expiresSeconds: 60)
    for value: Any in [credentials, options, registration] {
      var text = "\(value) \(String(reflecting: value))"
      dump(value, to: &text)
      #expect(text.contains("anna"))
      #expect(!text.contains("hunter2"), "\(text)")
    }
    let type: Any.Type = Credentials.self
    #expect(!(type is any Encodable.Type))
  }
}
