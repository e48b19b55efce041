// swift-tools-version: 6.2
import PackageDescription

/// The layers, a folder of `Sources` each. A module imports modules of its own layer and of those
/// above it in this list, and of these only what is named here; `Tests/TidyTests` sees to it.
let layers: KeyValuePairs<String, [Target]> = [
  "C": [
    library("CSndFile", "sndfile", "libsndfile1-dev"),
    library("CSQLite", "sqlite3", "libsqlite3-dev"),
    library("CPQ", "libpq", "libpq-dev"),
    library("CSodium", "libsodium", "libsodium-dev"),
    library("CALSA", "alsa", "libasound2-dev"),
    library("CRe", "libre", "libre-dev", "libssl-dev"),
    library("CCurl", "libcurl", "libcurl4-openssl-dev"),
    library("CMicroHTTPD", "libmicrohttpd", "libmicrohttpd-dev"),
    .systemLibrary(name: "CLinux"),
  ],
  "Core": [
    module("Secrecy"),
    module("CallFlow"),
    module("Mailbox", "Secrecy"),
    module("Portal", "CallFlow", "Mailbox"),
    module("Speech", "CallFlow", "Mailbox", "Portal"),
    module("Wording", "Mailbox"),
  ],
  "Support": [
    module("StrictJSON"),
    module("Encodings"),
    module("TextFiles"),
    module("Threads"),
    module("Processes"),
    module("Operations", "Threads"),
  ],
  "Audio": [
    module("Audio"),
    module("SoundFiles", "Audio", "CSndFile", "Processes", "Threads"),
    module(
      "PromptMaking", "Audio", "CallFlow", "Mailbox", "Portal", "Processes", "SoundFiles", "Speech"),
  ],
  "Storage": [
    module(
      "Store", "Audio", "CPQ", "CSQLite", "CSodium", "Mailbox", "Secrecy", "StrictJSON",
      "TextFiles", "Threads")
  ],
  "Network": [
    module("SIP", "Mailbox"),
    .target(
      name: "Signalling", dependencies: ["CRe", "SIP", "Secrecy", "Threads"],
      // libre's `accept` is to be ours, see `ListeningSockets.swift`.
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic-symbol=accept"])]),
    module("RTP", "Audio", "Encodings", "Secrecy"),
    module("Media", "Audio", "CLinux", "CRe", "RTP", "Threads"),
    module("HTTP", "CMicroHTTPD", "Threads"),
  ],
  "Lines": [
    module(
      "Telephony", "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "SoundFiles", "Speech",
      "Store", "Threads"),
    module(
      "TerminalLine", "Audio", "CallFlow", "Mailbox", "Portal", "SoundFiles", "Speech", "Store",
      "Telephony", "Threads"),
    module(
      "SoundCardLine", "Audio", "CALSA", "CallFlow", "Mailbox", "Operations", "Portal", "Speech",
      "Store", "Telephony", "Threads"),
    module(
      "SIPLine", "Audio", "CallFlow", "Mailbox", "Media", "Operations", "Portal", "RTP", "SIP",
      "Signalling", "Store", "Telephony", "Threads"),
  ],
  "Services": [
    module("Administration", "Audio", "CallFlow", "Mailbox", "SoundFiles", "Store", "TextFiles"),
    module("VoicemailImport", "Audio", "Mailbox", "Secrecy", "SoundFiles", "Store"),
    .target(
      name: "Web",
      dependencies: [
        "Administration", "Audio", "CallFlow", "HTTP", "Mailbox", "Portal", "SoundFiles", "Store",
        "Telephony", "Wording",
      ],
      exclude: ["Pictures"],
      resources: [
        .embedInCode("Assets/portal.css"), .embedInCode("Assets/portal.js"),
        .embedInCode("Assets/recorder.js"), .embedInCode("Assets/icon.svg"),
      ]),
    module(
      "Notifications", "Administration", "CCurl", "CSodium", "Encodings", "Mailbox", "Processes",
      "SoundFiles", "Store", "Threads", "Wording"),
  ],
  "Testing": [
    module(
      "ScriptLine", "Audio", "CallFlow", "Mailbox", "Notifications", "Portal", "SoundFiles",
      "Speech", "Store", "Telephony", "TextFiles", "Threads"),
    module("DTMFTrials"),
  ],
  "Programs": [
    module("Commands", "TextFiles"),
    module(
      "Configuration", "CallFlow", "Commands", "HTTP", "Mailbox", "Notifications", "Operations",
      "Portal", "RTP", "SIP", "SIPLine", "Secrecy", "SoundCardLine", "Store", "StrictJSON",
      "Telephony"),
    module(
      "Serving", "CLinux", "CallFlow", "Commands", "Configuration", "HTTP", "Mailbox", "Media",
      "Notifications", "Operations", "Portal", "RTP", "SIP", "SIPLine", "ScriptLine", "Secrecy",
      "Signalling", "SoundCardLine", "SoundFiles", "Store", "Telephony", "TerminalLine",
      "TextFiles", "Threads", "Web"),
    module(
      "ScriptPortals", "CallFlow", "Commands", "Mailbox", "Processes", "SIP", "SIPLine",
      "ScriptLine", "SoundCardLine", "Store", "Telephony"),
    .executableTarget(
      name: "voiceportal",
      dependencies: [
        "Administration", "Audio", "CLinux", "CallFlow", "Commands", "Configuration", "HTTP",
        "Mailbox", "Media", "Notifications", "Operations", "Portal", "PromptMaking", "SIP",
        "SIPLine", "ScriptLine", "ScriptPortals", "Serving", "Signalling", "SoundCardLine",
        "SoundFiles", "Speech", "Store", "Telephony", "TerminalLine", "VoicemailImport",
      ]),
    .executableTarget(
      name: "voiceportal-bench",
      dependencies: [
        "Administration", "Audio", "CallFlow", "Commands", "Configuration", "DTMFTrials", "Mailbox",
        "Media", "Notifications", "Portal", "Processes", "RTP", "SIP", "ScriptLine", "Signalling",
        "SoundCardLine", "SoundFiles", "Store", "Telephony", "TextFiles", "Threads",
      ]),
  ],
]

/// The tests, in the same folders below `Tests`.
let tests: KeyValuePairs<String, [Target]> = [
  "Core": [
    suite(of: "Secrecy"),
    suite(of: "CallFlow"),
    suite(of: "Mailbox"),
    suite(of: "Portal", with: "CallFlow", "Mailbox", "ProjectFiles"),
    suite(of: "Speech", with: "CallFlow", "Mailbox", "Portal", "ProjectFiles"),
    suite(of: "Wording", with: "Mailbox"),
  ],
  "Support": [
    suite(of: "StrictJSON"),
    suite(of: "Encodings"),
    suite(of: "TextFiles"),
    suite(of: "Threads"),
    suite(of: "Operations"),
  ],
  "Audio": [
    suite(of: "Audio", with: "DTMFTrials"),
    suite(of: "SoundFiles", with: "Audio", "CSndFile", "Processes"),
    suite(of: "PromptMaking", with: "Mailbox", "Speech"),
  ],
  "Storage": [
    // A database server for tests, which two of them use.
    module("PostgresServer", "Processes"),
    suite(of: "Store", with: "Audio", "Mailbox", "PostgresServer", "ProjectFiles"),
  ],
  "Network": [
    suite(of: "SIP", with: "Mailbox"),
    suite(of: "Signalling", with: "CRe", "Mailbox", "Processes", "ProjectFiles", "SIP"),
    suite(of: "RTP", with: "Audio"),
    suite(of: "Media", with: "Audio", "RTP", "Threads"),
    suite(of: "HTTP"),
  ],
  "Lines": [
    suite(
      of: "Telephony", with: "Audio", "CallFlow", "Mailbox", "Operations", "Portal", "ProjectFiles",
      "SoundFiles", "Speech", "Store"),
    suite(
      of: "TerminalLine", with: "Audio", "CallFlow", "Mailbox", "Portal", "ProjectFiles",
      "SoundFiles", "Speech", "Store", "Telephony"),
    suite(
      of: "SoundCardLine", with: "Audio", "CallFlow", "Mailbox", "Operations", "Portal",
      "Processes", "ProjectFiles", "ScriptLine", "SoundFiles", "Store", "Telephony", "TerminalLine",
      "voiceportal", "voiceportal-bench"),
    suite(
      of: "SIPLine", with: "Audio", "CallFlow", "Mailbox", "Media", "Operations", "Portal",
      "ProjectFiles", "RTP", "SIP", "Signalling", "Store", "Telephony", "Threads"),
    .testTarget(
      name: "WalkTests",
      dependencies: ["CallFlow", "Mailbox", "Portal", "Speech", "Store", "Telephony"]),
  ],
  "Services": [
    // A mail server for tests, which two of them use.
    module("MailServer", "Processes", "ProjectFiles"),
    suite(of: "Administration", with: "Mailbox", "ProjectFiles", "Store"),
    suite(
      of: "Web", with: "Administration", "Audio", "CallFlow", "HTTP", "Mailbox", "Portal",
      "SoundFiles", "Store", "Telephony", "Wording"),
    suite(
      of: "VoicemailImport", with: "Audio", "CSQLite", "Mailbox", "PostgresServer", "ProjectFiles",
      "SoundFiles", "Store"),
    suite(
      of: "Notifications", with: "MailServer", "Mailbox", "Processes", "ProjectFiles", "SoundFiles"),
  ],
  "Testing": [
    suite(
      of: "ScriptLine", with: "Audio", "CallFlow", "Mailbox", "Portal", "ProjectFiles",
      "SoundFiles", "Store", "Telephony"),
    suite(of: "DTMFTrials", with: "Audio"),
  ],
  "Programs": [
    suite(
      of: "Configuration", with: "CallFlow", "Commands", "HTTP", "Mailbox", "Operations", "Portal",
      "ProjectFiles", "SIP", "Secrecy", "Store"),
    suite(of: "Serving", with: "Configuration", "Operations", "ProjectFiles", "Signalling"),
    .testTarget(
      name: "BenchTests", dependencies: ["Commands", "ProjectFiles", "voiceportal-bench"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Administration", "Audio", "Commands", "Configuration", "Mailbox", "Operations",
        "ProjectFiles", "PromptMaking", "Serving", "SoundFiles", "Speech", "Store", "voiceportal",
      ]),
    .testTarget(
      name: "SIPClientTests",
      dependencies: [
        "Audio", "MailServer", "Mailbox", "Processes", "ProjectFiles", "SoundFiles", "Store",
        "voiceportal",
      ]),
    .testTarget(
      name: "SIPFaultTests",
      dependencies: ["Mailbox", "Store", "Threads", "voiceportal", "voiceportal-bench"]),
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
    module("ProjectFiles"),
    .testTarget(name: "TidyTests", dependencies: ["ProjectFiles"]),
  ],
]

/// A C library as Debian packages it.
func library(_ name: String, _ pkgConfig: String, _ packages: String...) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(packages)])
}

/// A module, and what it may import.
func module(_ name: String, _ dependencies: String...) -> Target {
  .target(name: name, dependencies: dependencies.map { .init(stringLiteral: $0) })
}

/// The tests of a module, and what they may import besides.
func suite(of module: String, with others: String...) -> Target {
  .testTarget(
    name: module + "Tests", dependencies: ([module] + others).map { .init(stringLiteral: $0) })
}

/// The modules with a README among their sources.
let described: Set = [
  "Portal", "SoundCardLine", "SIPLine", "Administration", "VoicemailImport", "Web", "Notifications",
  "DTMFTrials", "Serving", "voiceportal-bench",
]

/// The targets of `layers`, each in its folder below `top`.
func placed(_ layers: KeyValuePairs<String, [Target]>, in top: String) -> [Target] {
  layers.flatMap { layer, targets in
    for target in targets {
      target.path = "\(top)/\(layer)/\(target.name)"
      if described.contains(target.name) { target.exclude.append("README.md") }
    }
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
