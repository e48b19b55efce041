import CallFlow
import Testing

@Suite struct `Layouts of keys` {
  private func problems(_ layout: Layout<Toy>) -> [LayoutProblem] {
    do throws(LayoutError) {
      _ = try Script<Toy>(layout: layout)
      return []
    } catch {
      return error.problems
    }
  }

  @Test func `a moved key works and is announced where it now is`() throws {
    let layout = Layout<Toy>(places: [.menu: [.help: .init("9"), .goodbye: .init("0")]])
    var toy = try ToyCall.inMenu(layout)
    #expect(toy.said?.last == .press0)
    toy.press("0")
    #expect(toy.call.place == .goodbye)
  }

  @Test func `a key can be moved everywhere at once`() throws {
    let layout = Layout<Toy>(
      places: [.review: [.drop: .init("3")]], everywhere: [.drop: .init("4"), .keep: .init("7")])
    var toy = try ToyCall.inMenu(layout)
    toy.press("5", "#", "#")
    toy.recorded()
    #expect(toy.said == [.review, .press7, .press3, .unavailable])
  }

  @Test func `a command that shares a key moves with it`() throws {
    let layout = Layout<Toy>(places: [.menu: [.circle: .init("7"), .switchOn: .init("8")]])
    var toy = try ToyCall.inMenu(layout)
    toy.press("8")
    #expect(toy.said?.first == .on)
    toy.press("8")
    #expect(toy.said?.first == .off)
  }

  @Test func `a command takes another's place only while it holds`() throws {
    var toy = try ToyCall.inMenu()
    toy.press("7")
    #expect(toy.said?.first == .on)
    #expect(toy.said?.count { $0 == .press7 } == 1)
    toy.press("7")
    #expect(toy.said?.first == .off)
    #expect(!toy.call.session.isOn)
  }

  @Test func `two commands on one key are a clash`() {
    let found = problems(Layout(places: [.menu: [.help: .init("1")]]))
    #expect(found == [.clash(place: "menu", digit: "1", commands: ["enter-number", "help"])])
  }

  @Test func `a place that nothing leads to is told`() {
    let found = problems(Layout(places: [.menu: [.recordIt: .init(nil)]]))
    #expect(found.contains(.unreachable(place: "record")))
    #expect(found.contains(.unreachable(place: "review")))
    #expect(!found.contains(.unreachable(place: "storing")))
  }

  @Test func `a field needs its digits`() {
    let found = problems(Layout(places: [.number: [.back: .init("5")]]))
    #expect(found == [.digitNeeded(place: "number", digit: "5", command: "back")])
  }

  @Test func `a command that a place does not have is told`() {
    let found = problems(Layout(places: [.menu: [.keep: .init("5")]]))
    #expect(found.contains(.unknownCommand(place: "menu", command: "keep")))
  }

  @Test func `a recording without keys is no dead end, since it ends by itself`() {
    let found = problems(Layout(places: [.record: [.end: .init(nil), .drop: .init(nil)]]))
    #expect(found.isEmpty)
  }

  @Test func `a place without a way out is a dead end`() {
    do throws(LayoutError) {
      _ = try Script<Trap>()
      Issue.record("the trap was taken for a flow")
    } catch {
      #expect(error.problems == [.deadEnd(place: "room")])
    }
  }

  @Test func `problems read as sentences`() {
    let problem = LayoutProblem.clash(place: "menu", digit: "1", commands: ["a", "b"])
    #expect("\(problem)" == "menu: key 1 is given to a and b.")
  }

  @Test func `routes are those that a call takes`() throws {
    let script = try Script<Toy>()
    let routes = script.routes(from: .record).map { "\($0.label) \($0.to.map(name) ?? "end")" }
    #expect(routes == ["something review", "nothing menu", "dropped menu"])
    let menu = script.routes(from: .menu).map(\.label)
    #expect(menu.contains("7 switch-on") && menu.contains("three misses"))
  }

  @Test(arguments: [
    ("mainMenu", "main-menu"), ("alternate1", "alternate-1"), ("pin", "pin"), ("a12", "a-12"),
  ])
  func `names are written with dashes`(camelCase: String, name: String) {
    #expect(kebabCase(camelCase) == name)
  }
}
