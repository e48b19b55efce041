import Foundation
import Processes

/// Another program that does not outlive its test, and what it prints.
final class Child {
  private let printed: String
  private let process: ChildProcess

  /// Starts it.
  /// - Parameters:
  ///   - program: The path of the program.
  ///   - folder: Where it runs, and where what it prints is kept.
  ///   - output: Where else that goes, such as a pipe that has a reader.
  init(
    _ program: String, _ words: [String], in folder: String, environment: [String: String] = [:],
    output: String? = nil
  ) throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw NotSeen(description: "\(program), which .ci/setup installs,")
    }
    printed = output ?? "\(folder)/printed-\(UInt32.random(in: .min ... .max))"
    process = try ChildProcess(
      program, words, in: folder, adding: environment, output: printed, hasInput: true)
  }

  /// Everything that it has printed so far.
  var output: String {
    String(decoding: FileManager.default.contents(atPath: printed) ?? Data(), as: UTF8.self)
  }

  func type(_ line: String) { process.type(line) }

  func signal(_ signal: Int32) { process.send(signal) }

  /// Waits until it has printed this.
  /// - Throws: ``NotSeen`` with what it has printed.
  func prints(_ text: String, withinSeconds seconds: Double = 20) async throws {
    do {
      _ = try await wait(seconds: seconds, for: text) { output.contains(text) ? true : nil }
    } catch is NotSeen {
      throw NotSeen(description: "\"\(text)\" was not printed, but:\n\(output.suffix(4_000))")
    }
  }

  /// Waits for the end; `nil` if it has not come.
  func end(withinSeconds seconds: Double = 20) async throws -> ChildProcess.End? {
    try? await wait(seconds: seconds, for: "the end") { process.end() }
  }
}
