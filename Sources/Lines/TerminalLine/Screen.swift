import CallFlow
import Glibc

/// Shows a call as lines: a narrow column tells the place in the flow, the wide one what is said
/// and done there. In a terminal words come as they are spoken and seconds count in place;
/// elsewhere each line is written plainly, without escape codes.
struct Screen {
  /// What the output can show.
  struct Style: Sendable {
    /// Whether it is a terminal that can step back over what it shows.
    var isLive: Bool
    var hasColour: Bool
    /// Columns; `nil`: lines are never broken.
    var width: @Sendable () -> Int?

    /// Lines for a file or a pipe.
    static let plain = Style(isLive: false, hasColour: false, width: { nil })
  }

  let style: Style
  private let write: (String) -> Void
  private var open = Paragraph.none
  private var column = 0
  /// Nothing stands in the line yet, so that a space before the next word would be one too many.
  private var isFresh = true
  private var width: Int?
  /// Characters of the counter at the end of the line, which the next output replaces.
  private var counter = 0

  private enum Paragraph { case none, words, keys, recording }

  init(_ style: Style, write: @escaping (String) -> Void) {
    self.style = style
    self.write = write
  }

  /// Shows the next thing of a call that is at `place`.
  mutating func show(_ note: TranscriptLine, at place: String) {
    switch note {
    case .says: begin(place, .words)
    case .words(let text):
      // A hint may have come between.
      if open != .words { begin(place, .words) }
      for word in splitIntoWords(text) { put(word) }
    case .played(let seconds): count(" " + clockText(seconds: seconds))
    case .cut: if open == .words { put(" —", .dim) }
    case .skipped: if open == .words { put(" »", .dim) }
    case .key(let character):
      if open != .keys { begin("key", .keys) }
      put(String(character), .key)
    case .moved(let transport, let key): move(transport, key)
    case .recording(let seconds):
      guard style.isLive else { return }
      if open != .recording { begin(place, .recording) }
      count(" ● " + clockText(seconds: seconds), .record)
    case .recorded(let seconds):
      if open != .recording { begin(place, .recording) }
      put(" ● " + clockText(seconds: seconds), .record)
      end()
    case .callerSays(let text):
      if open != .recording { begin(place, .recording) }
      for word in splitIntoWords(" “\(text)”") { put(word) }
    case .effect(let label, let text): line(label, text, .good)
    case .trouble(let label, let text): line(label, text, .bad)
    case .hint(let text): line("", text, .dim)
    }
  }

  /// Shows lines as they are, such as the banner. Grave accents around a word make it bold.
  mutating func show(block: String) {
    end()
    var isBold = false
    let pieces = block.split(separator: "`", omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      if index > 0 { isBold.toggle() }
      write(isBold ? Ink.bold.around(String(piece), style) : String(piece))
    }
    write("\n")
  }

  /// Asks for a line; the terminal shows what is typed.
  mutating func ask(_ prompt: String) {
    end()
    write(Ink.key.around(prompt, style))
  }

  /// Ends the line in hand. The seconds of a recording stay, those of a played one go.
  mutating func end() {
    if open == .recording { counter = 0 }
    eraseCounter()
    if open != .none { write("\n") }
    open = .none
    column = 0
  }

  // MARK: Lines

  /// Room for the name of a place.
  private static let gutter = 23

  private mutating func line(_ label: String, _ text: String, _ ink: Ink) {
    begin(label, .words)
    for word in splitIntoWords(text) { put(word, ink) }
    end()
  }

  private mutating func begin(_ label: String, _ paragraph: Paragraph) {
    end()
    width = style.width()
    let room = hasGutter ? Self.gutter : 0
    let padding = String(repeating: " ", count: max(0, room - label.count))
    write(padding + Ink.dim.around(label, style) + "  ")
    column = max(room, label.count) + 2
    isFresh = true
    open = paragraph
  }

  /// A narrow terminal has no room for two columns.
  private var hasGutter: Bool { (width ?? 80) >= 60 }

  /// Writes one word, on the next line if it does not fit.
  private mutating func put(_ word: String, _ ink: Ink = .plain) {
    eraseCounter()
    let margin = hasGutter ? Self.gutter + 2 : 2
    var word = word
    if let width, column > margin, column + word.count > width - 1 {
      write("\n" + String(repeating: " ", count: margin))
      column = margin
      isFresh = true
    }
    if isFresh { word = String(word.drop { $0 == " " }) }
    isFresh = false
    write(ink.around(word, style))
    column += word.count
  }

  /// Shows a text at the end of the line that the next output replaces.
  private mutating func count(_ text: String, _ ink: Ink = .dim) {
    guard style.isLive else { return }
    eraseCounter()
    if let width, column + text.count > width - 1 { return }
    let text = isFresh ? String(text.drop { $0 == " " }) : text
    write(ink.around(text, style))
    counter = text.count
  }

  private mutating func eraseCounter() {
    guard counter > 0 else { return }
    let back = String(repeating: "\u{8}", count: counter)
    write(back + String(repeating: " ", count: counter) + back)
    counter = 0
  }

  private mutating func move(_ transport: Transport, _ key: Character?) {
    let sign =
      switch transport {
      case .back: "« 3 s"
      case .on: "» 3 s"
      case .toStart: "« start"
      case .toEnd: "» end"
      case .pause: "paused"
      case .resume: "on"
      }
    if open != .words { begin("key", .words) }
    put(" [", .dim)
    if let key { put(String(key) + " ", .key) }
    put("\(sign)]", .dim)
  }
}

/// How a text is coloured, where colours are wanted.
enum Ink: String {
  case plain = ""
  case dim = "2"
  case bold = "1"
  case key = "1;36"
  case record = "31"
  case good = "32"
  case bad = "33"

  func around(_ text: String, _ style: Screen.Style) -> String {
    guard style.hasColour, self != .plain, !text.isEmpty else { return text }
    return "\u{1B}[\(rawValue)m\(text)\u{1B}[0m"
  }
}

extension Screen.Style {
  /// What a descriptor can show. `NO_COLOR` (no-color.org) and dumb terminals are respected.
  static func of(_ descriptor: Int32) -> Screen.Style {
    guard isatty(descriptor) == 1 else { return .plain }
    let kind = variable("TERM") ?? "dumb"
    let isLive = kind != "dumb"
    return Screen.Style(
      isLive: isLive, hasColour: isLive && (variable("NO_COLOR") ?? "").isEmpty,
      width: { columns(of: descriptor) })
  }

  private static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  private static func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Int(size.ws_col)
  }
}
