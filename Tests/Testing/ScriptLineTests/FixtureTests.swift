import Foundation
import ScriptLine
import Testing

/// The call scripts in `Fixtures/Calls`.
@Suite struct FixtureTests {
  @Test(arguments: Samples.calls)
  func `a script passes in memory`(path: String) throws {
    let result = ScriptPlayer.play(try Samples.script(path), in: ScriptSetting())
    #expect(result.failure == nil, "\(ReportFormat.text.report([result]))")
  }

  @Test(arguments: Samples.calls)
  func `a script passes on disk`(path: String) throws {
    let result = ScriptPlayer.play(try Samples.script(path), in: Samples.onDisk)
    #expect(result.failure == nil, "\(ReportFormat.text.report([result]))")
  }

  @Test func `there are enough of them`() {
    #expect(Samples.calls.count >= 60)
  }

  @Test(arguments: Samples.calls)
  func `a script begins with a sentence`(path: String) throws {
    let first = try String(contentsOfFile: path, encoding: .utf8).prefix { $0 != "\n" }
    #expect(first.hasPrefix("# ") && first.hasSuffix("."))
  }

  @Test func `many scripts are played at once and reported in their order`() {
    let results = ScriptPlayer.play(files: Samples.calls, in: ScriptSetting())
    #expect(results.map(\.name) == Samples.calls)
    #expect(results.allSatisfy { $0.failure == nil })
  }
}
