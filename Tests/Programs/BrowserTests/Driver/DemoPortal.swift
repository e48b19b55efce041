import Audio
import Foundation
import Mailbox
import ProjectFiles
import SoundFiles
import Store
import Testing

/// All tests of the page. They share a portal and a browser, so each waits for the one before.
@Suite(.serialized) @MainActor struct TheBrowser {}

/// A portal with the demo company, served as an operator serves it, and browsers before it.
@MainActor final class DemoPortal {
  static let shared = Result { try DemoPortal() }

  /// A folder that goes at the end.
  let folder: String
  /// The port of SIP by UDP.
  let sip: String
  let browser: Browser
  private let site: String
  private let driver: UInt16
  private let programs: [Guarded]
  private var signedIn: Language?
  private var passcodes: [Language: Passcode] = [:]

  /// A portal of its own, in which nothing was done yet.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "vp-browser-\(UUID())").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let portal = try Guarded(
      [
        Self.program, "serve", "--demo", "--data", folder + "/data", "--sip", "udp:127.0.0.1:0",
        "--http", "127.0.0.1:0", "--prompts", root.appending(path: "Prompts").path,
      ], in: folder)
    let driver = try Guarded(["/usr/bin/chromedriver", "--port=0"], in: folder)
    programs = [portal, driver]
    let port = try driver.prints(after: "started successfully on port ").prefix { $0.isNumber }
    self.driver = UInt16(port) ?? 0
    site = try portal.prints(after: "The page is at ")
    let ready = try portal.prints(after: "Ready: SIP on ")
    sip = String(ready.split(separator: "udp:127.0.0.1:").last?.prefix { $0.isNumber } ?? "")
    let speech = folder + "/speech.wav"
    try Sound(samples: Self.speech(seconds: 4)).write(to: speech, format: .wav)
    browser = try Browser(
      self.driver, site: site, in: folder, Browser.Options(microphone: speech))
  }

  /// The build puts it beside the tests.
  private static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "voiceportal").path

  /// Runs `voiceportal accounts` on the portal's mailboxes.
  /// - Parameter typed: What it is given on standard input.
  /// - Returns: What it prints.
  @discardableResult func accounts(_ words: [String], typed: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: Self.program)
    process.arguments = ["accounts"] + words + ["--data", folder + "/data"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((typed + "\n").utf8))
    try input.fileHandleForWriting.close()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw NotSeen("the end of accounts \(words.joined(separator: " "))")
    }
    return String(decoding: printed, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// One more browser, in which nobody is signed in.
  func otherBrowser(_ options: Browser.Options = Browser.Options()) throws -> Browser {
    try Browser(driver, site: site, in: folder, options)
  }

  // MARK: People

  /// Who speaks a language.
  static func person(_ language: Language) throws -> DemoCompany.Person {
    try #require(DemoCompany.people.first { $0.language == language })
  }

  /// A browser on an ordinary screen in which the speaker of a language is signed in.
  static func browser(of language: Language) throws -> Browser {
    let demo = try shared.get()
    if demo.signedIn != language {
      demo.signedIn = nil
      try demo.browser.forgetCookies()
      try demo.signIn(language, in: demo.browser)
      demo.signedIn = language
    }
    _ = try demo.browser.consoleErrors()
    return demo.browser
  }

  /// A browser in which nobody is signed in.
  static func strangersBrowser() throws -> Browser {
    let demo = try shared.get()
    demo.signedIn = nil
    try demo.browser.forgetCookies()
    _ = try demo.browser.consoleErrors()
    return demo.browser
  }

  private static let second = Result { try shared.get().otherBrowser() }

  /// Another browser in which the same person is signed in.
  static func secondBrowser(of language: Language) throws -> Browser {
    let browser = try second.get()
    try browser.go("/sign-in")
    try browser.forgetCookies()
    try shared.get().signIn(language, in: browser)
    return browser
  }

  /// Signs in by the form.
  func signIn(_ language: Language, in browser: Browser) throws {
    let person = try Self.person(language)
    try browser.go("/sign-in")
    try browser.type(person.extension, into: "#account")
    try browser.type(passcode(of: language), into: "#passcode")
    try browser.follow("button.primary")
    let path = try browser.path
    guard path == "/messages" else { throw NotSeen("/messages (but \(path))") }
  }

  /// The passcode of a person, as it is now.
  func passcode(of language: Language) throws -> String {
    try (passcodes[language] ?? Self.person(language).passcode).digits
  }

  /// A test has given somebody another one.
  func passcodeIsNow(_ digits: String, of language: Language) {
    passcodes[language] = Passcode(digits)
  }

  // MARK: Sound

  /// Speech of a person.
  static func speech(seconds: Int) throws -> [Int16] {
    let library = try PromptLibrary(folders: [root.appending(path: "Prompts/nl").path])
    var samples: [Int16] = []
    for name in library.names.dropFirst(60) where samples.count < seconds * 8_000 {
      if let clip = try library.clip(named: name) { samples += library.source(clip).samples }
    }
    return Array(samples.prefix(seconds * 8_000))
  }
}

/// The folder of the package.
let root = ProjectFiles.root
