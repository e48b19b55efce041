public import Foundation

/// Where the files of this project lie that tests read.
public enum ProjectFiles {
  /// The top level of the repository.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../..").standardizedFileURL

  /// Made-up inputs and expected outputs.
  public static let fixtures = root.appending(path: "Fixtures")

  /// The sounds that the portal speaks with, a folder a language.
  public static let prompts = root.appending(path: "Prompts")
}
