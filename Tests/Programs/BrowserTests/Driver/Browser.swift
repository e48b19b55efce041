import Foundation

/// A browser, driven by the WebDriver protocol of the W3C. Each has cookies of its own.
@MainActor final class Browser {
  /// How it differs from that of most users.
  struct Options {
    var hasScripts = true
    /// What its microphone hears.
    var microphone: String?
  }

  private let driver: UInt16
  private let session: String
  private let site: String

  /// - Parameters:
  ///   - driver: The port of chromedriver.
  ///   - site: What stands before a path.
  ///   - folder: Where it keeps what it must.
  init(_ driver: UInt16, site: String, in folder: String, _ options: Options = Options()) throws {
    (self.driver, self.site) = (driver, site)
    var words: [JSON] = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--lang=en", "--window-size=1280,900", "--hide-scrollbars",
      "--autoplay-policy=no-user-gesture-required", "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      .string("--user-data-dir=\(folder)/browser-\(UInt32.random(in: .min ... .max))"),
    ]
    if let path = options.microphone {
      words.append(.string("--use-file-for-fake-audio-capture=\(path)"))
    }
    let scripts: JSON = options.hasScripts ? 1 : 2
    let chrome: JSON = [
      "binary": "/usr/bin/chromium", "args": .list(words),
      "prefs": ["profile.managed_default_content_settings.javascript": scripts],
    ]
    let wishes: JSON = [
      "browserName": "chrome", "goog:chromeOptions": chrome,
      "goog:loggingPrefs": ["browser": "ALL"],
    ]
    let made = try Self.call(
      driver, "POST", "/session", ["capabilities": ["alwaysMatch": wishes]])
    session = "/session/" + (made["sessionId"].string ?? "")
  }

  private static func call(
    _ port: UInt16, _ method: String, _ path: String, _ body: JSON = [:]
  ) throws -> JSON {
    let sent = method == "POST" ? try JSONEncoder().encode(body) : Data()
    let answer = try PlainHTTP.ask(method, path, of: port, sent)
    let value = try JSONDecoder().decode(JSON.self, from: Data(answer.body))["value"]
    if let error = value["error"].string {
      throw NotSeen("\(method) \(path): \(error): \(value["message"].string?.prefix(600) ?? "")")
    }
    return value
  }

  @discardableResult
  private func call(_ method: String, _ path: String, _ body: JSON = [:]) throws -> JSON {
    try Self.call(driver, method, session + path, body)
  }

  // MARK: Pages

  /// Goes to a page and waits until it is loaded.
  func go(_ path: String) throws { try call("POST", "/url", ["url": .string(site + path)]) }

  func reload() throws { try call("POST", "/refresh") }

  var title: String { get throws { try call("GET", "/title").string ?? "" } }

  /// The path and the query of the page.
  var path: String {
    get throws { String((try call("GET", "/url").string ?? "").dropFirst(site.count)) }
  }

  func forgetCookies() throws { try call("DELETE", "/cookie") }

  /// What the console has got since it was last asked, but for remarks.
  func consoleErrors() throws -> [String] {
    try call("POST", "/se/log", ["type": "browser"]).list
      .filter { $0["level"] == "SEVERE" || $0["level"] == "WARNING" }
      .compactMap { $0["message"].string }
  }

  // MARK: Elements

  private func element(_ selector: String) throws -> String {
    let found = try call(
      "POST", "/element", ["using": "css selector", "value": .string(selector)])
    return "/element/" + (found["element-6066-11e4-a52e-4f735466cecf"].string ?? "")
  }

  /// Clicks the first element of a CSS selector, as a user who sees it does.
  func click(_ selector: String) throws { try call("POST", element(selector) + "/click") }

  /// Clicks what leads to another page, and waits until that is there.
  func follow(_ selector: String) throws {
    let page = try element("html")
    try click(selector)
    let end = ContinuousClock.now + .seconds(20)
    // The element of the old page goes with it.
    while (try? call("GET", page + "/name")) != nil {
      guard ContinuousClock.now < end else { throw NotSeen("the page behind \(selector)") }
      usleep(5_000)
    }
  }

  /// Types into a field, or gives a file field a path.
  func type(_ text: String, into selector: String) throws {
    try call("POST", element(selector) + "/value", ["text": .string(text)])
  }

  /// Replaces what stands in a field.
  func write(_ text: String, into selector: String) throws {
    try call("POST", element(selector) + "/clear")
    try type(text, into: selector)
  }

  /// What a user reads there.
  func text(_ selector: String) throws -> String {
    try call("GET", element(selector) + "/text").string ?? ""
  }

  /// Marks the first link, button or label that a user reads so, whole or at its beginning.
  /// - Returns: The selector by which it is found.
  func named(_ text: String, in place: String = "body") throws -> String {
    try run(
      """
      const [text, place] = arguments;
      for (const old of document.querySelectorAll("[data-named]")) delete old.dataset.named;
      const all = [...document.querySelector(place).querySelectorAll("a, button, label, summary")]
        .filter((element) => element.checkVisibility() && element.innerText);
      const words = (element) => element.innerText.trim().replace(/\\s+/g, " ");
      const found = all.find((element) => words(element) === text) ??
        all.find((element) => words(element).includes(text));
      if (found) found.dataset.named = "";
      """, [.string(text), .string(place)])
    guard try has("[data-named]") else { throw NotSeen("\"\(text)\" on \((try? self.path) ?? "")") }
    return "[data-named]"
  }

  func has(_ selector: String) throws -> Bool {
    try !call("POST", "/elements", ["using": "css selector", "value": .string(selector)]).list
      .isEmpty
  }

  func isShown(_ selector: String) throws -> Bool {
    try call("GET", element(selector) + "/displayed") == true
  }

  /// A property of an element, as text.
  func property(_ name: String, of selector: String) throws -> String {
    switch try call("GET", element(selector) + "/property/\(name)") {
    case .string(let string): string
    case .bool(let bool): "\(bool)"
    case .number(let number): "\(number)"
    case .null, .list, .object: ""
    }
  }

  // MARK: Keys

  /// Keys that are no letters.
  enum Key: String {
    case tab = "\u{E004}"
    case enter = "\u{E007}"
    case space = " "
    case right = "\u{E014}"
    case escape = "\u{E00C}"
  }

  func press(_ key: Key) throws { try press(key.rawValue) }

  /// Presses and releases keys one after the other.
  func press(_ text: String) throws {
    let steps: [JSON] = text.flatMap { sign -> [JSON] in
      [
        ["type": "keyDown", "value": .string(String(sign))],
        ["type": "keyUp", "value": .string(String(sign))],
      ]
    }
    let keyboard: JSON = ["type": "key", "id": "keyboard", "actions": .list(steps)]
    try call("POST", "/actions", ["actions": [keyboard]])
  }

  /// Presses Tab until the focus is there.
  func tab(to selector: String) throws {
    for _ in 0..<80 {
      try press(.tab)
      if try isFocused(selector) { return }
    }
    throw NotSeen("the focus on \(selector)")
  }

  func isFocused(_ selector: String) throws -> Bool {
    try run("return document.activeElement.matches(arguments[0])", [.string(selector)]) == true
  }

  // MARK: Scripts and the screen

  /// Runs a script in the page.
  @discardableResult func run(_ script: String, _ arguments: [JSON] = []) throws -> JSON {
    try call("POST", "/execute/sync", ["script": .string(script), "args": .list(arguments)])
  }

  /// Runs a script that calls its last argument with the result.
  func runLater(_ script: String, _ arguments: [JSON] = []) throws -> JSON {
    try call("POST", "/execute/async", ["script": .string(script), "args": .list(arguments)])
  }

  /// Waits until a script's result is true.
  func wait(_ condition: String, withinSeconds seconds: Double = 15) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if try run("return Boolean(\(condition))") == true { return }
      usleep(25_000)
    }
    throw NotSeen("\(condition) on \((try? path) ?? "")")
  }

  /// Puts the page on a screen of this width in CSS pixels; `nil`: the usual.
  func setWidth(_ width: Int?, height: Int = 800) throws {
    guard let width else {
      try devTools("Emulation.clearDeviceMetricsOverride", [:])
      return
    }
    try devTools(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1,
        "mobile": .bool(width < 600),
      ])
  }

  func setDark(_ isDark: Bool) throws {
    try setMedia("", "prefers-color-scheme", isDark ? "dark" : "light")
  }

  /// As the page looks on paper, or in colours that a user forces on it.
  /// - Parameter kind: Such as `print`; empty: a screen.
  func setMedia(_ kind: String, _ feature: String, _ value: String) throws {
    let feature: JSON = ["name": .string(feature), "value": .string(value)]
    try devTools(
      "Emulation.setEmulatedMedia", ["media": .string(kind), "features": [feature]])
  }

  /// A picture of the whole page.
  func shot(to path: String) throws {
    try run("scrollTo(0, 0)")
    let picture = try devTools(
      "Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true])
    try Data(base64Encoded: picture["data"].string ?? "")?.write(to: URL(filePath: path))
  }

  @discardableResult private func devTools(_ command: String, _ parameters: JSON) throws -> JSON {
    try call("POST", "/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
  }
}
