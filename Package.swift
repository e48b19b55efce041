// swift-tools-version: 6.2
import PackageDescription

/// The layers, a folder of `Sources` each. A module imports modules of its own layer and of those
/// above it in this list, and of these only what is named here; `Tests/TidyTests` sees to it.
let layers: KeyValuePairs<String, [Target]> = [
  "C": [
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
  ],
  "Core": [
    .target(name: "Secrecy"),
    .target(name: "CallFlow"),
    .target(name: "Mailbox", dependencies: ["Secrecy"]),
    .target(name: "Portal", dependencies: ["CallFlow", "Mailbox"], exclude: ["README.md"]),
    .target(name: "Speech", dependencies: ["CallFlow", "Mailbox", "Portal"]),
    .target(name: "Wording", dependencies: ["Mailbox"]),
  ],
  "Support": [
    .target(name: "StrictJSON"),
    .target(name: "Encodings"),
    .target(name: "TextFiles"),
    .target(name: "Threads"),
    .target(name: "Processes"),
    .target(name: "Operations", dependencies: ["Threads"]),
  ],
  "Audio": [
    .target(name: "Audio"),
    .target(name: "SoundFiles", dependencies: ["Audio", "CSndFile", "Processes", "Threads"]),
  ],
  "Storage": [
    .target(
      name: "Store",
      dependencies: [
        "Audio", "CPQ", "CSQLite", "CSodium", "Mailbox", "Secrecy", "StrictJSON", "TextFiles",
        "Threads",
      ])
  ],
  "Network": [
    .target(name: "SIP", dependencies: ["Mailbox"]),
    .target(
      name: "Signalling", dependencies: ["CRe", "SIP", "Secrecy", "Threads"],
      // libre's `accept` is to be ours, see `ListeningSockets.swift`.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=accept"])]),
    .target(name: "RTP", dependencies: ["Audio", "Encodings", "Secrecy"]),
    .target(name: "Media", dependencies: ["Audio", "CLinux", "CRe", "RTP", "Threads"]),
    .target(name: "HTTP", dependencies: ["CMicroHTTPD", "Threads"]),
  ],
  "Lines": [
    .target(
      name: "Telephony",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech", "Store",
        "Threads",
      ]),
    .target(
      name: "TerminalLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store", "Telephony",
        "Threads",
      ]),
    .target(
      name: "SoundCardLine",
      dependencies: [
        "Audio", "CALSA", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech",
        "Store", "Telephony", "Threads",
      ], exclude: ["README.md"]),
    .target(
      name: "SIPLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Media", "Operations", "Portal", "RTP", "SIP", "Signalling",
        "Speech", "Store", "Telephony", "Threads",
      ], exclude: ["README.md"]),
  ],
  "Services": [
    .target(
      name: "Administration",
      dependencies: ["Audio", "CallFlow", "Mailbox", "SoundFiles", "Store"],
      exclude: ["README.md"]),
    .target(
      name: "VoicemailImport",
      dependencies: ["Audio", "Mailbox", "Secrecy", "SoundFiles", "Store"],
      exclude: ["README.md"]),
    .target(
      name: "Web",
      dependencies: [
        "Administration", "Audio", "CallFlow", "HTTP", "Mailbox", "Portal", "SoundFiles", "Store",
        "Telephony", "Wording",
      ],
      exclude: ["Pictures", "README.md"],
      resources: [
        .embedInCode("Assets/portal.css"), .embedInCode("Assets/portal.js"),
        .embedInCode("Assets/recorder.js"), .embedInCode("Assets/icon.svg"),
      ]),
    .target(
      name: "Notifications",
      dependencies: [
        "Administration", "CCurl", "CSodium", "Encodings", "Mailbox", "Processes", "SoundFiles",
        "Store", "Threads", "Wording",
      ],
      exclude: ["README.md"]),
  ],
  "Testing": [
    .target(
      name: "ScriptLine",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Notifications", "Portal", "SoundFiles", "Speech", "Store",
        "Telephony", "TextFiles", "Threads",
      ]),
    .target(name: "DTMFTrials", exclude: ["README.md"]),
  ],
  "Programs": [
    .target(name: "Commands", dependencies: ["TextFiles"]),
    .target(
      name: "Configuration",
      dependencies: [
        "CallFlow", "Commands", "HTTP", "Mailbox", "Notifications", "Operations", "Portal", "RTP",
        "SIP", "SIPLine", "Secrecy", "SoundCardLine", "Store", "StrictJSON", "Telephony",
      ]),
    .executableTarget(
      name: "voiceportal",
      dependencies: [
        "Administration", "Audio", "CLinux", "CallFlow", "Commands", "Configuration", "HTTP",
        "Mailbox", "Media", "Notifications", "Operations", "Portal", "Processes", "RTP", "SIP",
        "SIPLine", "ScriptLine", "Secrecy", "Signalling", "SoundCardLine", "SoundFiles", "Speech",
        "Store", "Telephony", "TerminalLine", "TextFiles", "Threads", "VoicemailImport", "Web",
      ], exclude: ["Serving/README.md"]),
    .executableTarget(
      name: "voiceportal-bench",
      dependencies: [
        "Administration", "Audio", "CallFlow", "Commands", "Configuration", "DTMFTrials", "HTTP",
        "Mailbox", "Media", "Notifications", "Portal", "Processes", "RTP", "SIP", "ScriptLine",
        "Signalling", "SoundCardLine", "SoundFiles", "Store", "Telephony", "TextFiles", "Threads",
      ], exclude: ["README.md"]),
  ],
]

/// The tests, in the same folders below `Tests`.
let tests: KeyValuePairs<String, [Target]> = [
  "Core": [
    .testTarget(name: "SecrecyTests", dependencies: ["Secrecy"]),
    .testTarget(name: "CallFlowTests", dependencies: ["CallFlow"]),
    .testTarget(name: "MailboxTests", dependencies: ["Mailbox"]),
    .testTarget(name: "PortalTests", dependencies: ["CallFlow", "Portal", "ProjectFiles"]),
    .testTarget(
      name: "SpeechTests",
      dependencies: ["CallFlow", "Mailbox", "Portal", "ProjectFiles", "Speech"]),
    .testTarget(name: "WordingTests", dependencies: ["Mailbox", "Wording"]),
  ],
  "Support": [
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"]),
    .testTarget(name: "EncodingsTests", dependencies: ["Encodings"]),
    .testTarget(name: "TextFilesTests", dependencies: ["TextFiles"]),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"]),
    .testTarget(name: "OperationsTests", dependencies: ["Operations"]),
  ],
  "Audio": [
    .testTarget(name: "AudioTests", dependencies: ["Audio", "DTMFTrials"]),
    .testTarget(
      name: "SoundFilesTests", dependencies: ["Audio", "CSndFile", "Processes", "SoundFiles"]),
  ],
  "Storage": [
    // A database server for tests, which two of them use.
    .target(name: "PostgresServer", dependencies: ["Processes"]),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Audio", "Mailbox", "PostgresServer", "Processes", "ProjectFiles", "Store",
      ]),
  ],
  "Network": [
    .testTarget(name: "SIPTests", dependencies: ["Mailbox", "SIP"]),
    .testTarget(
      name: "SignallingTests",
      dependencies: ["Mailbox", "Processes", "ProjectFiles", "SIP", "Signalling"]),
    .testTarget(name: "RTPTests", dependencies: ["Audio", "RTP"]),
    .testTarget(name: "MediaTests", dependencies: ["Audio", "Media", "RTP"]),
    .testTarget(name: "HTTPTests", dependencies: ["HTTP"]),
  ],
  "Lines": [
    .testTarget(
      name: "TelephonyTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "ProjectFiles", "SoundFiles",
        "Speech", "Store", "Telephony",
      ]),
    .testTarget(
      name: "TerminalLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "ProjectFiles", "SoundFiles", "Speech", "Store",
        "Telephony", "TerminalLine",
      ]),
    .testTarget(
      name: "SoundCardLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "Processes", "ProjectFiles",
        "ScriptLine", "SoundCardLine", "SoundFiles", "Speech", "Store", "Telephony", "TerminalLine",
        "voiceportal", "voiceportal-bench",
      ]),
    .testTarget(
      name: "SIPLineTests",
      dependencies: [
        "CallFlow", "Mailbox", "Media", "Operations", "Portal", "ProjectFiles", "SIP", "SIPLine",
        "Signalling", "Store", "Telephony", "Threads",
      ]),
    .testTarget(
      name: "WalkTests",
      dependencies: ["CallFlow", "Mailbox", "Portal", "Speech", "Store", "Telephony"]),
  ],
  "Services": [
    // A mail server for tests, which two of them use.
    .target(name: "MailServer", dependencies: ["Processes", "ProjectFiles"]),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Administration", "Audio", "CallFlow", "HTTP", "Mailbox", "Portal", "SoundFiles", "Store",
        "Telephony", "Web", "Wording",
      ]),
    .testTarget(
      name: "VoicemailImportTests",
      dependencies: [
        "Audio", "CSQLite", "Mailbox", "PostgresServer", "ProjectFiles", "SoundFiles", "Store",
        "VoicemailImport",
      ]),
    .testTarget(
      name: "NotificationsTests",
      dependencies: [
        "MailServer", "Mailbox", "Notifications", "Processes", "ProjectFiles", "SoundFiles",
      ]),
  ],
  "Testing": [
    .testTarget(
      name: "ScriptLineTests",
      dependencies: [
        "Audio", "CallFlow", "Mailbox", "Portal", "ProjectFiles", "ScriptLine", "SoundFiles",
        "Store", "Telephony",
      ])
  ],
  "Programs": [
    .testTarget(
      name: "ConfigurationTests",
      dependencies: [
        "Commands", "Configuration", "HTTP", "Mailbox", "Operations", "ProjectFiles", "SIP",
        "Secrecy", "Store",
      ]),
    .testTarget(
      name: "BenchTests", dependencies: ["Commands", "ProjectFiles", "voiceportal-bench"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Administration", "Audio", "CallFlow", "Commands", "Configuration", "HTTP", "Mailbox",
        "Operations", "Portal", "ProjectFiles", "SIP",
        "SoundFiles", "Speech", "Store", "voiceportal",
      ]),
    .testTarget(
      name: "SIPClientTests",
      dependencies: [
        "Audio", "MailServer", "Mailbox", "Processes", "ProjectFiles", "SoundFiles", "Store",
        "voiceportal",
      ]),
    .testTarget(
      name: "SIPFaultTests",
      dependencies: [
        "Commands", "Mailbox", "Store", "Threads", "voiceportal", "voiceportal-bench",
      ]),
    .testTarget(
      name: "ClusterTests",
      dependencies: ["Mailbox", "Processes", "ProjectFiles", "Store", "voiceportal"]),
    .testTarget(
      name: "BrowserTests",
      dependencies: [
        "Audio", "Mailbox", "Processes", "ProjectFiles", "SoundFiles", "Store", "Web", "Wording",
        "voiceportal",
      ]),
  ],
  ".": [
    .target(name: "ProjectFiles"),
    .testTarget(name: "TidyTests", dependencies: ["ProjectFiles"]),
  ],
]

/// The targets of `layers`, each in its folder below `top`.
func placed(_ layers: KeyValuePairs<String, [Target]>, in top: String) -> [Target] {
  layers.flatMap { layer, targets in
    for target in targets { target.path = "\(top)/\(layer)/\(target.name)" }
    return targets
  }
}

/// The modules that compute on samples. They are optimised in debug builds too: the tests hear hours
/// of sound, which took three times as much CPU.
let optimised: Set = ["Audio", "DTMFTrials", "RTP", "ScriptLine", "SoundFiles"]

let package = Package(
  name: "voiceportal",
  products: [
    .executable(name: "voiceportal", targets: ["voiceportal"]),
    .executable(name: "voiceportal-bench", targets: ["voiceportal-bench"]),
  ],
  targets: placed(layers, in: "Sources") + placed(tests, in: "Tests"))

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

for target in package.targets where optimised.contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
}

// `.ci/package` names the commit, which `voiceportal --version` tells.
if let commit = Context.environment["VOICEPORTAL_COMMIT"] {
  package.targets.first { $0.name == "voiceportal" }?.swiftSettings?
    .append(.unsafeFlags(["-Xcc", "-DVOICEPORTAL_COMMIT=\"\(commit)\""]))
}
