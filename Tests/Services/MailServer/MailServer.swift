import Foundation
import Processes
import ProjectFiles

/// A real mail server in Python (aiosmtpd) for one test, gone with it.
public final class MailServer {
  /// Where it keeps what it takes.
  public let folder: String
  /// On 127.0.0.1.
  public let port: Int
  private let process: ChildProcess

  /// Starts one and waits until it listens.
  /// - Parameters:
  ///   - words: `--auth`: nobody may send without a password.
  ///   - isSecure: Whether it offers STARTTLS, with a certificate of its own for `localhost`.
  public init(_ words: [String] = [], isSecure: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "vp-mail-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var words = words
    if isSecure {
      try Self.makeCertificate(in: folder)
      words += ["--tls", folder + "/certificate.pem", folder + "/key.pem"]
    }
    let script = ProjectFiles.fixtures.appending(path: "Mail/smtp_server.py").path
    (process, port) = try Self.start(script, [folder] + words, printing: folder + "/printed")
  }

  /// Starts a script that prints the port on which it listens.
  static func start(
    _ script: String, _ words: [String], printing output: String
  ) throws -> (ChildProcess, port: Int) {
    let process = try ChildProcess(
      "/usr/bin/python3", [script] + words, output: output, hasInput: true)
    for _ in 0..<3_000 {
      let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
      if text.hasSuffix("\n"), let port = Int(text.dropLast()) { return (process, port) }
      // What it needs is installed by .ci/setup.
      if process.end() != nil { throw Failure("\(script) ended: \(text)") }
      usleep(10_000)
    }
    throw Failure("\(script) did not start")
  }

  /// One that falls silent at a step, see `Fixtures/Mail/silent_server.py`.
  public init(silentAt step: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "vp-mail-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let script = ProjectFiles.fixtures.appending(path: "Mail/silent_server.py").path
    (process, port) = try Self.start(script, [step], printing: folder + "/printed")
  }

  deinit {
    process.send(SIGKILL)
    _ = process.end(withinSeconds: 5)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Its certificate.
  public var certificate: String { folder + "/certificate.pem" }

  /// The mails that it has taken, in their order.
  public var mails: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".eml") }.sorted().compactMap {
      try? String(contentsOfFile: folder + "/" + $0, encoding: .utf8)
    }
  }

  /// A file with a password.
  public func passwordFile(_ password: String) throws -> String {
    let path = folder + "/password"
    try (password + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  static func makeCertificate(in folder: String) throws {
    let end = try ChildProcess.run(
      "/usr/bin/openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost",
      ], in: folder)
    guard end == .exit(0) else { throw Failure("openssl made no certificate") }
  }
}

/// Why there is no mail server.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
