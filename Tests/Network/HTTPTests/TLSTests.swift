import Foundation
import HTTP
import Testing

/// TLS, tried with OpenSSL's command.
@Suite struct TLSTests {
  /// A key and a certificate that are made for the test.
  private static func certificate() throws -> HTTPServerSettings.Certificate {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (key, chain) = (folder.path + "/key.pem", folder.path + "/chain.pem")
    _ = try openssl([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-subj", "/CN=localhost", "-days", "2", "-keyout", key, "-out", chain,
    ])
    return HTTPServerSettings.Certificate(
      chain: try String(contentsOfFile: chain, encoding: .utf8),
      key: try String(contentsOfFile: key, encoding: .utf8))
  }

  private static func openssl(_ words: [String], input: String = "") throws -> String {
    let (process, output, entry) = (Process(), Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = words
    (process.standardOutput, process.standardError) = (output, FileHandle.nullDevice)
    process.standardInput = entry
    try process.run()
    entry.fileHandleForWriting.write(Data(input.utf8))
    // Its input stays open, else it would leave before the answer.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    try entry.fileHandleForWriting.close()
    process.waitUntilExit()
    return text
  }

  @Test func `TLS 1.2 and 1.3 are spoken, and nothing older`() throws {
    let certificate = try Self.certificate()
    let lab = try Lab { $0.certificate = certificate }
    func answer(_ version: String) throws -> String {
      try Self.openssl(
        [
          "s_client", "-connect", "127.0.0.1:\(lab.server.port)", "-quiet", version,
          "-cipher", "ALL:@SECLEVEL=0",
        ], input: "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    }
    for version in ["-tls1_2", "-tls1_3"] {
      let text = try answer(version)
      #expect(text.hasPrefix("HTTP/1.1 200 "))
      #expect(text.contains("Strict-Transport-Security: max-age="))
      #expect(text.contains("|secure|"))
    }
    for version in ["-tls1", "-tls1_1"] { #expect(try answer(version) == "") }
  }

  @Test func `a key that is none is told`() throws {
    let error = #expect(throws: HTTPServerError.self) {
      _ = try Lab { $0.certificate = HTTPServerSettings.Certificate(chain: "x", key: "y") }
    }
    #expect(error?.isAddressInUse == false)
  }

  @Test func `an address that is in use is told`() throws {
    let lab = try Lab()
    let error = #expect(throws: HTTPServerError.self) {
      _ = try Lab {
        $0.listen = [HTTPAddress("127.0.0.1:\(lab.server.port)")].compactMap(\.self)
      }
    }
    #expect(error?.isAddressInUse == true)
  }
}
