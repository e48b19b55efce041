import CallFlow
import Dispatch
import Synchronization
import Telephony

/// Plays call scripts.
public enum ScriptPlayer {
  /// Plays one script from its first step to its last, or to the first that fails.
  public static func play(_ script: CallScript, in setting: ScriptSetting) -> ScriptResult {
    let clock = VirtualClock()
    let house: ScriptSetting.House
    do {
      house = try setting.house(script.name, clock)
    } catch {
      return ScriptResult(
        name: script.name,
        failure: ScriptFailure(kind: .unusable, line: nil, step: "", happened: "\(error)"))
    }
    defer { house.close() }
    let run = ScriptRun(script, setting: setting, store: house.store, clock: clock)
    let failure = run.play()
    return ScriptResult(
      name: script.name, failure: failure, milliseconds: run.milliseconds,
      transcript: run.transcript, journals: run.journals.map(\.text))
  }

  /// Reads and plays many script files, as many at a time as there are processors.
  /// - Returns: The results in the order of the files.
  public static func play(files: [String], in setting: ScriptSetting) -> [ScriptResult] {
    let results = Mutex<[Int: ScriptResult]>([:])
    DispatchQueue.concurrentPerform(iterations: files.count) { index in
      let result = play(file: files[index], in: setting)
      results.withLock { $0[index] = result }
    }
    return results.withLock { results in files.indices.compactMap { results[$0] } }
  }

  private static func play(file: String, in setting: ScriptSetting) -> ScriptResult {
    do throws(ScriptError) {
      return play(try CallScript(path: file), in: setting)
    } catch {
      return ScriptResult(
        name: file,
        failure: ScriptFailure(
          kind: .unusable, line: error.line, step: "", happened: error.reason))
    }
  }
}
