import Foundation
import ProjectFiles

/// What `Package.swift` says: the one place where the modules, their layers and what each may
/// import are written.
struct PackageMap {
  /// One module of `Sources`.
  struct Module {
    let name: String
    /// The folder of `Sources` in which it lies.
    let layer: String
    /// Modules of this package that it may import.
    let mayImport: Set<String>
    /// A Debian package's C library.
    let isSystemLibrary: Bool
  }

  /// In the order of `Package.swift`, so a layer's modules stand together.
  let modules: [Module]

  /// The layers in their order: each may import from those before it.
  var layers: [String] {
    modules.map(\.layer).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The module in whose folder `file` lies, a path from the root.
  func module(of file: String) -> Module? {
    modules.first { file.hasPrefix("Sources/\($0.layer)/\($0.name)/") }
  }

  /// Asks SwiftPM. It works in a folder of its own, since the one of the tests is locked.
  init() throws {
    let scratch = FileManager.default.temporaryDirectory.appending(path: "package-\(UUID())")
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "swift", "package", "--scratch-path", scratch.path, "--package-path", ProjectFiles.root.path,
      "dump-package",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let manifest = try JSONDecoder().decode(Manifest.self, from: printed)
    modules = manifest.targets.compactMap { target in
      let folders = target.path.split(separator: "/").map(String.init)
      guard folders.count == 3, folders[0] == "Sources" else { return nil }
      return Module(
        name: target.name, layer: folders[1], mayImport: Set(target.dependencies.map(\.name)),
        isSystemLibrary: target.type == "system")
    }
  }

  private struct Manifest: Decodable {
    let targets: [Target]
  }

  private struct Target: Decodable {
    let name: String
    let path: String
    let type: String
    let dependencies: [Dependency]
  }

  private struct Dependency: Decodable {
    /// The name, and a condition that none of ours has.
    let byName: [String?]
    var name: String { byName.first.flatMap { $0 } ?? "" }
  }
}
