import Foundation
import Testing

/// Which room may know which: the table of `Sources/README.md`, held against the imports.
@Suite struct Rooms {
  /// What a room of ours may import besides the toolchain's own modules.
  static let allowed: [String: Set<String>] = [
    "CallFlow": [],
    "Audio": [],
    "DTMFTrials": [],
    "Mailbox": [],
    "Operations": [],
    "HTTP": ["CMicroHTTPD"],
    "StrictJSON": [],
    "Processes": [],
    "TextFiles": [],
    "SIP": ["Mailbox"],
    "RTP": ["Audio"],
    "Signalling": ["CRe", "SIP"],
    "Media": ["Audio", "CLinux", "CRe", "RTP"],
    "Portal": ["CallFlow", "Mailbox"],
    "Speech": ["CallFlow", "Mailbox", "Portal"],
    "SoundFiles": ["Audio", "CSndFile", "Processes"],
    "Store": ["CPQ", "CSQLite", "CSodium", "Mailbox", "StrictJSON", "TextFiles"],
    "Wording": ["Mailbox"],
    "Administration": ["Audio", "CallFlow", "Mailbox", "SoundFiles", "Store"],
    "Web": ["Administration", "Audio", "HTTP", "Mailbox", "SoundFiles", "Store", "Wording"],
    "Notifications": ["Administration", "CCurl", "Mailbox", "SoundFiles", "Store", "Wording"],
    "Telephony": [
      "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech", "Store",
    ],
    "TerminalLine": [
      "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
    ],
    "ScriptLine": [
      "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
      "TextFiles",
    ],
    "SoundCardLine": [
      "Audio", "CALSA", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech",
      "Store", "Telephony",
    ],
    "SIPLine": [
      "Audio", "CallFlow", "Mailbox", "Media", "Operations", "Portal", "RTP", "SIP", "Signalling",
      "Speech", "Store", "Telephony",
    ],
    "voiceportal": [
      "Administration", "Audio", "CLinux", "CallFlow", "DTMFTrials", "HTTP", "Mailbox", "Media",
      "Notifications", "Operations", "Portal", "Processes", "RTP", "SIP", "SIPLine", "ScriptLine",
      "Signalling",
      "SoundCardLine",
      "SoundFiles", "Speech", "Store", "StrictJSON", "Telephony", "TerminalLine", "TextFiles",
      "Web",
    ],
  ]

  /// Rooms that must stay free of Foundation, clocks and input and output.
  static let pure: Set = ["CallFlow", "Mailbox", "Portal", "RTP", "SIP", "StrictJSON", "Wording"]

  @Test func `every room imports only what it may know`() throws {
    for file in Tidy.files where file.hasPrefix("Sources/") {
      let room = String(file.split(separator: "/")[1])
      let allowed = try #require(Self.allowed[room], "\(file) is in no known room")
      for module in Self.imports(try Tidy.lines(of: file)) {
        if Self.allowed[module] != nil || module.hasPrefix("C") {
          #expect(allowed.contains(module), "\(file) must not know \(module)")
        } else {
          #expect(!Self.pure.contains(room), "\(file) must not know \(module)")
        }
      }
    }
  }

  @Test func `only the core's rooms and adapters hold unsafe code`() throws {
    let adapters: Set = [
      "SoundFiles", "Store", "TerminalLine", "SoundCardLine", "voiceportal", "Audio",
      "Signalling", "Media", "Notifications", "HTTP", "Processes",
    ]
    for file in Tidy.files where file.hasPrefix("Sources/") {
      let room = String(file.split(separator: "/")[1])
      guard !adapters.contains(room) else { continue }
      for line in try Tidy.lines(of: file) {
        #expect(!line.contains("unsafe "), "\(file) holds unsafe code")
      }
    }
  }

  @Test func `every room is on the map`() throws {
    let map = try String(
      contentsOf: Tidy.root.appending(path: "Sources/README.md"), encoding: .utf8)
    let rooms = try FileManager.default.contentsOfDirectory(
      atPath: Tidy.root.appending(path: "Sources").path)
    for room in rooms where room != "README.md" {
      #expect(map.contains("`\(room)`"), "\(room) is missing in Sources/README.md")
    }
  }

  private static func imports(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      if words.first == "public" || words.first == "@testable" { words.removeFirst() }
      guard words.first == "import", words.count >= 2 else { return nil }
      return words[1]
    }
  }
}
