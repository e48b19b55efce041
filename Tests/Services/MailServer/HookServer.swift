import Foundation
import Processes
import ProjectFiles

/// A real receiver of events in Python for one test, gone with it.
public final class HookServer {
  /// On 127.0.0.1.
  public let port: Int
  private let folder: String
  private let process: ChildProcess

  /// What somebody has posted.
  public struct Request {
    public let path: String
    /// By their names in small letters.
    public let headers: [String: String]
    public let body: String
  }

  /// Starts one and waits until it listens.
  /// - Parameter isSecure: Whether it wants TLS, with a certificate of its own for `localhost`.
  public init(isSecure: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "vp-hooks-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var words = [folder]
    if isSecure {
      try MailServer.makeCertificate(in: folder)
      words += [folder + "/certificate.pem", folder + "/key.pem"]
    }
    let script = ProjectFiles.fixtures.appending(path: "Hooks/hook_server.py").path
    (process, port) = try MailServer.start(script, words, printing: folder + "/printed")
  }

  deinit {
    process.send(SIGKILL)
    _ = process.end(withinSeconds: 5)
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Its certificate.
  public var certificate: String { folder + "/certificate.pem" }

  /// Whether it answers 503 to everything.
  public var isDown: Bool {
    get { FileManager.default.fileExists(atPath: folder + "/down") }
    set {
      if newValue {
        _ = FileManager.default.createFile(atPath: folder + "/down", contents: nil)
      } else {
        try? FileManager.default.removeItem(atPath: folder + "/down")
      }
    }
  }

  /// What it has got, in order.
  public var requests: [Request] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".request") }.sorted().compactMap { name in
      guard let text = try? String(contentsOfFile: folder + "/" + name, encoding: .utf8) else {
        return nil
      }
      let parts = text.components(separatedBy: "\n\n")
      let lines = parts[0].components(separatedBy: "\n")
      let headers = lines.dropFirst().map { $0.components(separatedBy: ": ") }
      return Request(
        path: lines[0],
        headers: Dictionary(
          headers.map { ($0[0].lowercased(), $0.dropFirst().joined(separator: ": ")) }
        ) { $1 },
        body: parts.dropFirst().joined(separator: "\n\n"))
    }
  }
}
