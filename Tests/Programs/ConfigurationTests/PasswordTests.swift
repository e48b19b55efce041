import Foundation
import Secrecy
import Testing

@testable import Configuration

@Suite struct PasswordTests {
  @Test func `a password of the configuration is neither shown nor written down`() throws {
    let device = SIPDevice(user: "anna", number: "111", password: Secret("hunter2"))
    var text = "\(device) \(String(reflecting: device))"
    dump(device, to: &text)
    #expect(text.contains("anna"))
    #expect(!text.contains("hunter2"))
    let types: [Any.Type] = [SIPDevice.self, SIPRegistration.self]
    for type in types { #expect(!(type is any Encodable.Type), "\(type)") }
  }
}
