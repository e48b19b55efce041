import CallFlow
import Dispatch
import Foundation
import Synchronization
import Telephony
import Threads

/// Plays call scripts.
public enum ScriptPlayer {
  /// Plays one script from its first step to its last, or to the first that fails.
  public static func play(_ script: CallScript, in setting: ScriptSetting) -> ScriptResult {
    let clock = VirtualClock()
    let system: ScriptSetting.TestSystem
    do {
      system = try setting.system(script.name, clock)
    } catch {
      return ScriptResult(
        name: script.name,
        failure: ScriptFailure(kind: .unusable, line: nil, step: "", happened: "\(error)"))
    }
    defer { system.close() }
    guard let wire = setting.wire else {
      let run = ScriptRun(script, setting: setting, store: system.store, clock: clock)
      let failure = run.play()
      return ScriptResult(
        name: script.name, failure: failure, milliseconds: run.milliseconds,
        transcript: run.transcript, journals: run.journals.map(\.text))
    }
    return play(script, in: setting, system, clock, on: wire)
  }

  private static func play(
    _ script: CallScript, in setting: ScriptSetting, _ system: ScriptSetting.TestSystem,
    _ clock: VirtualClock, on wire: ScriptWire
  ) -> ScriptResult {
    let start = MonotonicTime.milliseconds
    let portal: any ScriptPortal
    do {
      portal = try wire.portal(script.name)
    } catch {
      return ScriptResult(
        name: script.name,
        failure: ScriptFailure(kind: .unusable, line: nil, step: "", happened: "\(error)"))
    }
    defer { portal.close() }
    let run = ScriptRun(
      script, setting: setting, store: system.store, clock: clock, portal: portal)
    let failure = run.play()
    return ScriptResult(
      name: script.name, failure: failure,
      milliseconds: Moment(MonotonicTime.milliseconds - start),
      transcript: run.transcript, unchecked: run.unchecked)
  }

  /// Reads and plays many script files, as many at a time as the setting tells.
  /// - Returns: The results in the order of the files.
  public static func play(files: [String], in setting: ScriptSetting) -> [ScriptResult] {
    let results = Mutex<[Int: ScriptResult]>([:])
    @Sendable func playOne(_ index: Int) {
      let result = play(file: files[index], in: setting)
      results.withLock { $0[index] = result }
    }
    if let jobs = setting.jobs {
      onThreads(jobs, count: files.count, playOne)
    } else {
      DispatchQueue.concurrentPerform(iterations: files.count) { playOne($0) }
    }
    return results.withLock { $0 }.sorted { $0.key < $1.key }.map { index, result in
      again(files[index], after: result, in: setting)
    }
  }

  /// Plays it as often as it fails and the setting allows.
  private static func again(
    _ file: String, after result: ScriptResult, in setting: ScriptSetting
  ) -> ScriptResult {
    var (result, failures) = (result, [ScriptFailure]())
    while failures.count < setting.tries - 1, let failure = result.failure,
      failure.kind == .failed
    {
      failures.append(failure)
      result = play(file: file, in: setting)
    }
    result.failedBefore = failures
    return result
  }

  /// Calls in real time mostly wait, so there are more threads than processors.
  private static func onThreads(
    _ jobs: Int, count: Int, _ body: @escaping @Sendable (Int) -> Void
  ) {
    let next = Mutex(0)
    let group = DispatchGroup()
    for _ in 0..<min(jobs, count) {
      group.enter()
      Thread {
        while let index = next.withLock({ next in
          next += 1
          return next <= count ? next - 1 : nil
        }) {
          body(index)
        }
        group.leave()
      }.start()
    }
    group.wait()
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
