import Foundation

/// Where the files that come with the program are: prompts, and sample data.
package enum Installation {
  /// The folder of the prompts, with a folder for each language in it.
  /// - Parameter chosen: What the user named; wins over everything.
  /// - Throws: ``Failure`` that names the places where it was looked for.
  package static func prompts(_ chosen: String? = nil) throws -> String {
    try find("Prompts", chosen ?? ProcessInfo.processInfo.environment["VOICEPORTAL_PROMPTS"])
  }

  /// Beside the working directory, beside the program, or in the checkout it was built in.
  private static func find(_ name: String, _ chosen: String?) throws -> String {
    if let chosen {
      guard isFolder(chosen) else { throw Failure("\(chosen): there is no such folder.") }
      return chosen
    }
    var places = [FileManager.default.currentDirectoryPath]
    var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    for _ in 0..<5 {
      folder.deleteLastPathComponent()
      places.append(folder.path)
    }
    places.append("/usr/share/voiceportal")
    for place in places where isFolder(place + "/" + name) { return place + "/" + name }
    throw Failure("There is no folder '\(name)'. Looked in: \(places.joined(separator: ", ")).")
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
