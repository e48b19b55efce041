import CallFlow
import Testing

/// A person on the phone with the toy, and the world around. A value: it can be forked.
struct ToyCall {
  var call = Call<Toy>(Toy.Session())
  var script: Script<Toy>
  var now: Moment = 0
  /// What the last step asked for.
  var effects: [Effect<Toy>] = []
  var journal = Journal<Toy>()

  /// A call that has not begun.
  init(_ layout: Layout<Toy> = Layout()) throws {
    script = try Script(layout: layout)
  }

  /// A call that hears the menu.
  static func inMenu(_ layout: Layout<Toy> = Layout()) throws -> ToyCall {
    var toy = try ToyCall(layout)
    toy.tell(.began)
    toy.reply(.good)
    return toy
  }

  /// A call at the silent end of the prompt of a place that a key of the menu leads to.
  static func after(_ key: Digit) throws -> ToyCall {
    var toy = try inMenu()
    toy.press(key)
    toy.hear()
    return toy
  }

  mutating func tell(_ event: Event<Toy>) {
    effects = []
    let trace = call.step(event, at: now, following: script, into: &effects)
    journal.add(event, at: now, after: call, effects, trace)
  }

  mutating func press(_ keys: Digit...) {
    for key in keys { tell(.key(key)) }
  }

  /// Hears the prompt out.
  mutating func hear() {
    guard case .speaking(let ticket) = call.phase else {
      Issue.record("nothing is being said at \(call.place)")
      return
    }
    tell(.spoken(ticket))
  }

  mutating func reply(_ reply: Toy.Reply) {
    guard case .fetching(let ticket) = call.phase else {
      Issue.record("nothing is asked at \(call.place)")
      return
    }
    tell(.fetched(ticket, reply))
  }

  /// The recorder has something.
  mutating func recorded(_ take: Toy.FinishedRecording = Toy.FinishedRecording()) {
    switch call.phase {
    case .recording(let ticket), .stopping(let ticket): tell(.recorded(ticket, take))
    case .ringing, .waiting, .speaking, .listening, .paused, .fetching, .transferring, .ended:
      Issue.record("nothing is being recorded at \(call.place)")
    }
  }

  mutating func transferred(_ isDone: Bool) {
    guard case .transferring(let ticket) = call.phase else {
      Issue.record("nobody is being connected at \(call.place)")
      return
    }
    tell(.transferred(ticket, isDone))
  }

  /// Lets time pass, as far as to the deadline if that comes first.
  mutating func wait(_ milliseconds: Moment) {
    now += milliseconds
    tell(.clock)
  }

  /// What the last step said.
  var said: [Toy.Phrase]? {
    for effect in effects {
      if case .say(_, let phrases) = effect { return phrases }
    }
    return nil
  }

  var isHushed: Bool { effects.contains(.hush) }
  var isListening: Bool { call.phase == .listening }
  var isOver: Bool { call.phase == .ended }
}
