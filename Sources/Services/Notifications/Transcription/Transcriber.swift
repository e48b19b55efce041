import Foundation
public import Mailbox

/// Asks the engine. The thread that calls waits until it has answered or its time is over.
public struct Transcriber: Sendable {
  private let settings: TranscriptionSettings

  /// Asks the engine of these settings.
  public init(_ settings: TranscriptionSettings) { self.settings = settings }

  /// - Parameters:
  ///   - path: A WAV file.
  ///   - seconds: How long it plays.
  ///   - isOver: Whether the server ends: then nothing is waited for any more.
  public func transcribe(
    _ path: String, seconds: Int, _ language: Language,
    isOver: @escaping @Sendable () -> Bool = { false }
  ) -> TranscriptOutcome {
    let limit = settings.seconds + seconds
    let answer: EngineAnswer =
      switch settings.place {
      case .program(let program):
        ProgramEngine(program).answer(path, language, seconds: limit, isOver: isOver)
      case .endpoint(let url, let model, let keyFile):
        EndpointEngine(url: url, model: model, keyFile: keyFile)
          .answer(path, language, seconds: limit)
      }
    switch answer {
    case .missing(let reason): return .held(reason)
    case .failed(let reason): return .failed(reason)
    case .printed(let bytes): return outcome(of: bytes)
    }
  }

  /// What engines print; they may say more.
  private struct Printed: Decodable {
    let text: String
    let language: String?
  }

  private func outcome(of bytes: [UInt8]) -> TranscriptOutcome {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let printed = try? JSONDecoder().decode(Printed.self, from: Data(text.utf8)) else {
      return .failed("The engine has not answered one JSON object with a text.")
    }
    return .done(
      Transcript(text: printed.text, language: printed.language, engine: settings.name))
  }
}

/// What an engine has come to.
enum EngineAnswer {
  case printed([UInt8])
  case failed(String)
  /// It cannot be asked at all.
  case missing(String)
}
