import Foundation
import Mailbox
import ProjectFiles
import Speech
import Testing

/// The sounds in the repository belong to the texts in the sources. `voiceportal prompts make` makes
/// them so again.
@Suite struct PromptFilesTests {
  @Test(arguments: Language.allCases)
  func `every sound was made from the text of now`(language: Language) throws {
    let table = try String(
      contentsOf: folder(language).appending(path: "clips.tsv"), encoding: .utf8)
    let rows = table.split(separator: "\n").map(String.init)
    let wanted = clips(of: language).map { "\($0.name)\t\($0.text)" }
    #expect(rows == rows.sorted())
    #expect(Set(rows).symmetricDifference(wanted).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `every clip has one sound file, and there is no other`(language: Language) throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder(language).path)
    let names = files.filter { $0 != "clips.tsv" }
      .map { URL(filePath: $0).deletingPathExtension().lastPathComponent }
    #expect(names.count == Set(names).count)
    #expect(Set(names).symmetricDifference(clips(of: language).map(\.name)).isEmpty)
  }

  private func folder(_ language: Language) -> URL {
    ProjectFiles.prompts.appending(path: "\(language.rawValue)")
  }
}
