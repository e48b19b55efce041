import Foundation
import ProjectFiles
import Testing

@testable import voiceportal_bench

/// Inputs that once ended a parser, and some hundred others. `voiceportal-bench fuzz` tries millions.
@Suite struct FuzzTests {
  private static let fixtures = ProjectFiles.fixtures.appending(path: "Fuzz")

  @Test(arguments: FuzzParser.allCases)
  func `what once ended a parser is read or refused`(parser: FuzzParser) throws {
    let folder = Self.fixtures.appending(path: parser.rawValue)
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    let feed = try parser.makeFeed()
    for file in (files ?? []).sorted() {
      feed([UInt8](try Data(contentsOf: folder.appending(path: file))))
    }
  }

  @Test(.timeLimit(.minutes(20)), arguments: FuzzParser.allCases)
  func `a hundred spoilt inputs end no parser`(parser: FuzzParser) throws {
    let inputs = try FuzzInputs(parser, seed: 7)
    let feed = try parser.makeFeed()
    for number in UInt64(0)..<100 { feed(inputs[number]) }
  }

  @Test(arguments: FuzzParser.allCases)
  func `an input is the same whenever it is made`(parser: FuzzParser) throws {
    let (one, other) = (try FuzzInputs(parser, seed: 3), try FuzzInputs(parser, seed: 3))
    #expect((0..<50).allSatisfy { one[$0] == other[$0] })
    #expect(Set((0..<50).map { one[$0] }).count > 20)
  }
}
