import Foundation
import ProjectFiles
import Testing

/// The guides say what is so: links lead somewhere, and the map names files that are there.
@Suite struct Guides {
  /// Every Markdown file of the project, by its path from the root.
  private static let files: [String] = {
    let folders = ["Sources", "Tests", "Fixtures", "Prompts"]
    let below = folders.flatMap { folder in
      (FileManager.default.subpaths(atPath: ProjectFiles.root.appending(path: folder).path) ?? [])
        .filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }
    }
    return ["README.md"] + below.sorted()
  }()

  @Test func `the README has at most 200 lines of at most 100 characters`() throws {
    let lines = try Tidy.lines(of: "README.md")
    #expect(lines.count <= 201)
    for (index, line) in lines.enumerated() where line.count > 100 {
      Issue.record("README.md:\(index + 1) has \(line.count) characters")
    }
  }

  @Test(arguments: files) func `every link leads to a file`(of guide: String) throws {
    let text = try Tidy.lines(of: guide).joined(separator: "\n")
    let folder = ProjectFiles.root.appending(path: guide).deletingLastPathComponent()
    for link in text.matches(of: /\]\(([^)\s]+)\)/) {
      let target = link.1.split(separator: "#", omittingEmptySubsequences: false)[0]
      if target.isEmpty || target.contains("://") { continue }
      let path = folder.appending(path: String(target)).standardizedFileURL.path
      #expect(FileManager.default.fileExists(atPath: path), "\(guide) links \(target)")
    }
  }

  @Test(arguments: files) func `every path of the project that is named is there`(
    of guide: String
  ) throws {
    let text = try Tidy.lines(of: guide).joined(separator: "\n")
    for name in text.matches(of: /`((?:Sources|Tests|Fixtures)\/[\w\/.\-]+)`/) {
      let path = ProjectFiles.root.appending(path: String(name.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(guide) names \(name.1)")
    }
  }

  @Test func `the map of the sources names files and folders that are there`() throws {
    let modules = try PackageMap().modules
    let folders = Dictionary(
      uniqueKeysWithValues: modules.map { ($0.name, "Sources/\($0.layer)/\($0.name)") })
    let map = try Tidy.lines(of: "Sources/README.md").joined(separator: "\n")
    for name in map.matches(of: /`(\w+)\/([\w\/.]+)`/) {
      guard let folder = folders[String(name.1)] else { continue }
      let path = ProjectFiles.root.appending(path: folder + "/" + name.2).path
      #expect(FileManager.default.fileExists(atPath: path), "Sources/README.md names \(name.0)")
    }
  }

  @Test func `no folder holds more than 25 source files`() {
    let folders = Tidy.files.map { $0.split(separator: "/").dropLast().joined(separator: "/") }
    for (folder, files) in Dictionary(grouping: folders, by: { $0 })
    where folder.hasPrefix("Sources/") {
      #expect(files.count <= 25, "\(folder) holds \(files.count) files")
    }
  }
}
