import Foundation
import Processes
import Testing

/// A certificate for this machine with its key, made by openssl for one test.
func makeCertificate(in folder: String) async throws {
  let openssl = try Child(
    "/usr/bin/openssl",
    [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=127.0.0.1",
      "-addext", "subjectAltName=IP:127.0.0.1",
    ], in: folder)
  try #require(try await openssl.end() == .exit(0), "\(openssl.output)")
  let parts = try ["certificate.pem", "key.pem"].map {
    try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8)
  }
  try parts.joined().write(toFile: folder + "/portal.pem", atomically: true, encoding: .utf8)
}
