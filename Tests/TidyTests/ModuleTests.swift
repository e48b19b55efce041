import Foundation
import ProjectFiles
import Testing

/// Which module may know which: the imports of every file, held against `Package.swift`.
@Suite struct ModuleTests {
  private let package: PackageMap

  init() throws { package = try PackageMap() }

  /// Modules that must stay free of Foundation, clocks and input and output.
  private static let pure: Set = [
    "CallFlow", "Mailbox", "Portal", "RTP", "SIP", "Secrecy", "Speech", "StrictJSON", "Wording",
  ]

  /// Modules with an adapter to C, and `Audio` for mathematics.
  private static let adapters: Set = [
    "SoundFiles", "Store", "TerminalLine", "SoundCardLine", "voiceportal", "Audio", "Signalling",
    "Media", "Notifications", "HTTP", "Processes", "Threads", "Commands", "Configuration",
    "ScriptPortals", "Serving", "voiceportal-bench",
  ]

  @Test func `every module imports only what Package.swift names`() throws {
    let ours = Set(package.modules.map(\.name))
    for file in Tidy.files where file.hasPrefix("Sources/") {
      let module = try #require(package.module(of: file), "\(file) is in no module")
      for name in Self.imports(try Tidy.lines(of: file)) {
        if ours.contains(name) {
          #expect(module.mayImport.contains(name), "\(file) must not know \(name)")
        } else {
          #expect(!Self.pure.contains(module.name), "\(file) must not know \(name)")
        }
      }
    }
  }

  @Test func `no module knows one of a layer below its own`() throws {
    let layers = package.layers
    let layerOfModule = Dictionary(
      uniqueKeysWithValues: package.modules.map { ($0.name, $0.layer) })
    for module in package.modules {
      let own = try #require(layers.firstIndex(of: module.layer))
      for name in module.mayImport {
        let layer = try #require(layerOfModule[name].flatMap(layers.firstIndex))
        #expect(layer <= own, "\(module.name) of \(module.layer) must not know \(name)")
      }
    }
  }

  @Test func `only adapters hold unsafe code`() throws {
    for file in Tidy.files where file.hasPrefix("Sources/") {
      let module = try #require(package.module(of: file), "\(file) is in no module")
      guard !Self.adapters.contains(module.name) else { continue }
      for line in try Tidy.lines(of: file) {
        #expect(!line.contains("unsafe "), "\(file) holds unsafe code")
      }
    }
  }

  @Test func `every module is on the map, with its layer`() throws {
    let map = try String(
      contentsOf: ProjectFiles.root.appending(path: "Sources/README.md"), encoding: .utf8
    ).split(separator: "\n")
    for module in package.modules {
      #expect(
        map.contains { $0.hasPrefix("| \(module.layer) ") && $0.contains("`\(module.name)`") },
        "\(module.name) of \(module.layer) is missing in Sources/README.md")
    }
  }

  /// Of the types that stand alone in a file of the sources; what is in another type has its name.
  @Test func `no two modules declare a type of the same name`() throws {
    var modules: [String: Set<String>] = [:]
    for file in Tidy.files where file.hasPrefix("Sources/") && file.hasSuffix(".swift") {
      let module = try #require(package.module(of: file), "\(file) is in no module")
      for line in try Tidy.lines(of: file) {
        guard let name = Self.declaredType(line) else { continue }
        modules[name, default: []].insert(module.name)
      }
    }
    // Each program has its own.
    modules["Main"] = nil
    for (name, places) in modules {
      #expect(
        places.count == 1, "\(name) is declared by \(places.sorted().joined(separator: ", "))")
    }
  }

  private static func declaredType(_ line: String) -> String? {
    let kinds: Set = ["struct", "class", "enum", "actor", "protocol", "typealias"]
    let before: Set = ["public", "package", "internal", "final", "indirect", "@safe", "@MainActor"]
    guard let first = line.first, first.isLetter || first == "@" else { return nil }
    let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }
      .map(String.init).drop { before.contains($0) }
    guard let kind = words.first, kinds.contains(kind) else { return nil }
    return words.dropFirst().first
  }

  private static func imports(_ lines: [String]) -> [String] {
    lines.compactMap { line in
      var words = line.split(separator: " ").map(String.init)
      if ["public", "package", "@testable"].contains(words.first) { words.removeFirst() }
      guard words.first == "import", words.count >= 2 else { return nil }
      return words[1]
    }
  }
}
