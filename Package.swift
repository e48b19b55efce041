// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "voiceportal",
  products: [
    .executable(name: "voiceportal", targets: ["voiceportal"])
  ],
  targets: [
    .systemLibrary(
      name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(
      name: "CRe", pkgConfig: "libre", providers: [.apt(["libre-dev", "libssl-dev"])]),
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(
      name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CallFlow"),
    .target(name: "Audio"),
    .target(name: "DTMFTrials"),
    .target(name: "Mailbox"),
    .target(name: "SIP", dependencies: ["Mailbox"]),
    .target(name: "RTP", dependencies: ["Audio"]),
    .target(
      name: "Signalling", dependencies: ["CRe", "SIP"],
      // libre's `accept` is to be ours, see `ListeningSockets.swift`.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=accept"])]),
    .target(
      name: "SIPLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Media", "Operations", "Portal", "RTP", "SIP", "Signalling",
        "Speech", "Store", "Telephony",
      ], exclude: ["README.md"]),
    .target(name: "Media", dependencies: ["Audio", "CLinux", "CRe", "RTP"]),
    .target(name: "Operations"),
    .target(name: "HTTP", dependencies: ["CMicroHTTPD"]),
    .target(name: "StrictJSON"),
    .target(name: "TextFiles"),
    .target(name: "Processes"),
    .target(name: "Portal", dependencies: ["CallFlow", "Mailbox"]),
    .target(name: "Speech", dependencies: ["CallFlow", "Mailbox", "Portal"]),
    .target(name: "SoundFiles", dependencies: ["Audio", "CSndFile", "Processes"]),
    .target(
      name: "Store",
      dependencies: ["CPQ", "CSQLite", "CSodium", "Mailbox", "StrictJSON", "TextFiles"]),
    .target(name: "Wording", dependencies: ["Mailbox"]),
    .target(
      name: "Administration", dependencies: ["Audio", "CallFlow", "Mailbox", "SoundFiles", "Store"]),
    .target(
      name: "Web",
      dependencies: [
        "Administration", "Audio", "HTTP", "Mailbox", "SoundFiles", "Store", "Wording",
      ],
      exclude: ["Pictures"],
      resources: [
        .embedInCode("Assets/portal.css"), .embedInCode("Assets/portal.js"),
        .embedInCode("Assets/recorder.js"), .embedInCode("Assets/icon.svg"),
      ]),
    .target(
      name: "Notifications",
      dependencies: ["Administration", "CCurl", "Mailbox", "SoundFiles", "Store", "Wording"]),
    .target(
      name: "Telephony",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech", "Store",
      ]),
    .target(
      name: "TerminalLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
      ]),
    .target(
      name: "ScriptLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
        "TextFiles",
      ]),
    .target(
      name: "SoundCardLine",
      dependencies: [
        "Audio", "CALSA", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech",
        "Store", "Telephony",
      ]),
    .executableTarget(
      name: "voiceportal",
      dependencies: [
        "Administration", "Audio", "CLinux", "CallFlow", "DTMFTrials", "HTTP", "Mailbox", "Media",
        "Notifications", "Operations", "Portal",
        "Processes", "RTP", "SIP", "SIPLine", "ScriptLine", "Signalling", "SoundCardLine",
        "SoundFiles", "Speech", "Store", "StrictJSON", "Telephony", "TerminalLine", "TextFiles",
        "Web",
      ]),
    .testTarget(name: "AudioTests", dependencies: ["Audio", "DTMFTrials"]),
    .testTarget(name: "CallFlowTests", dependencies: ["CallFlow"]),
    .testTarget(name: "MailboxTests", dependencies: ["Mailbox"]),
    .testTarget(name: "MediaTests", dependencies: ["Audio", "Media", "RTP"]),
    .testTarget(name: "SIPTests", dependencies: ["Mailbox", "SIP"]),
    .testTarget(name: "RTPTests", dependencies: ["Audio", "RTP"]),
    .testTarget(name: "SoundFilesTests", dependencies: ["Audio", "CSndFile", "SoundFiles"]),
    .testTarget(
      name: "SIPLineTests",
      dependencies: [
        "CallFlow", "Mailbox", "Media", "Operations", "Portal", "SIP", "SIPLine", "Signalling",
        "Store", "Telephony",
      ]),
    .testTarget(
      name: "SIPClientTests",
      dependencies: [
        "Audio", "MailServer", "Mailbox", "Processes", "SoundFiles", "Store", "voiceportal",
      ]),
    .testTarget(name: "SIPFaultTests", dependencies: ["Mailbox", "Store", "voiceportal"]),
    .testTarget(
      name: "SignallingTests", dependencies: ["Mailbox", "Processes", "SIP", "Signalling"]),
    .testTarget(
      name: "WebTests",
      dependencies: ["Administration", "HTTP", "Mailbox", "Store", "Web", "Wording"]),
    .testTarget(
      name: "BrowserTests",
      dependencies: [
        "Audio", "Mailbox", "Processes", "SoundFiles", "Store", "Web", "Wording", "voiceportal",
      ]),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"]),
    .testTarget(name: "TextFilesTests", dependencies: ["TextFiles"]),
    .testTarget(name: "StoreTests", dependencies: ["Mailbox", "Processes", "Store"]),
    .testTarget(
      name: "ScriptLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "ScriptLine", "SoundFiles", "Store",
        "Telephony",
      ]),
    .testTarget(
      name: "SoundCardLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "Processes", "ScriptLine",
        "SoundCardLine", "SoundFiles",
        "Speech", "Store", "Telephony", "TerminalLine", "voiceportal",
      ]),
    .testTarget(name: "SpeechTests", dependencies: ["CallFlow", "Mailbox", "Portal", "Speech"]),
    .testTarget(
      name: "TelephonyTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech", "Store",
        "Telephony",
      ]),
    // A mail server for tests, which two of them use.
    .target(name: "MailServer", dependencies: ["Processes"], path: "Tests/MailServer"),
    .testTarget(name: "WordingTests", dependencies: ["Mailbox", "Wording"]),
    .testTarget(
      name: "NotificationsTests",
      dependencies: ["MailServer", "Mailbox", "Notifications"]),
    .testTarget(name: "OperationsTests", dependencies: ["Operations"]),
    .testTarget(name: "PortalTests", dependencies: ["CallFlow", "Portal"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Audio", "CallFlow", "HTTP", "Mailbox", "Operations", "Portal", "SIP", "SoundFiles",
        "Speech", "Store", "voiceportal",
      ]),
    .testTarget(
      name: "TerminalLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
        "TerminalLine",
      ]),
    .testTarget(
      name: "WalkTests",
      dependencies: ["CallFlow", "Mailbox", "Portal", "Speech", "Store", "Telephony"]),
    .testTarget(name: "TidyTests"),
  ]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
  ]
}
