import HTTP
import Store
import Wording

/// Which messages are listed, as the address of the page says it.
struct MessageFilter {
  private(set) var query = MessageQuery()
  private var mark = ""
  private var days = ""

  private static let dayCounts = ["1", "7", "30"]

  /// - Parameter form: Whether the form of the list says it, and not the address.
  init(_ visit: SignedInRequest, form: Bool = false) {
    let value = { (name: String) -> String in
      (form ? visit.request.field("filter-" + name) : visit.request.target[name]) ?? ""
    }
    query.part = MessageQuery.Part(rawValue: value("part")) ?? .all
    query.text = String(value("q").prefix(100))
    mark = value("mark")
    query.isUrgent = mark == "urgent"
    query.isConfidential = mark == "confidential"
    if Self.dayCounts.contains(value("days")), let count = Int64(value("days")) {
      days = value("days")
      query.since = visit.site.now() - count * 86_400_000
    }
    query.offset = max(0, Int(value("offset")) ?? 0)
  }

  /// Whether it leaves out messages of the part.
  var isNarrow: Bool {
    !query.text.isEmpty || query.isUrgent || query.isConfidential || query.since != nil
  }

  /// The address of this list from a place on; `nil`: from the present one.
  func address(offset: Int?) -> String {
    var fields = ["part=\(query.part.rawValue)"]
    if !query.text.isEmpty { fields.append("q=" + percentEncoded(query.text)) }
    if query.isUrgent || query.isConfidential { fields.append("mark=\(mark)") }
    if !days.isEmpty { fields.append("days=\(days)") }
    let offset = offset ?? query.offset
    if offset > 0 { fields.append("offset=\(offset)") }
    return Link.page(.messages).address + "?" + fields.joined(separator: "&")
  }

  /// The fields by which the list's own form comes back to it.
  var hidden: [Markup] {
    let fields = [
      ("part", query.part.rawValue), ("q", query.text), ("mark", mark), ("days", days),
      ("offset", "\(query.offset)"),
    ]
    return fields.map { name, value in
      "<input type=\"hidden\" name=\"filter-\(name)\" value=\"\(value)\">"
    }
  }

  /// The form in which it is chosen.
  func form(_ visit: SignedInRequest) -> Markup {
    let marks: [(String, MessageText)] = [
      ("", .anyMark), ("urgent", .urgent), ("confidential", .confidential),
    ]
    let times: [(String, MessageText)] =
      [("", .anyTime), ("1", .today)] + [("7", .lastDays(7)), ("30", .lastDays(30))]
    return """
      <form class="filter" role="search" action="\(Link.page(.messages).address)">
      <input type="hidden" name="part" value="\(query.part.rawValue)">
      <div class="field grow"><label for="q">\(visit(MessageText.search))</label>\
      <input id="q" name="q" type="search" value="\(query.text)" placeholder="\(visit(MessageText.searchHint))"></div>
      \(select(visit, "mark", .mark, marks, mark))\(select(visit, "days", .period, times, days))
      <button class="btn">\(Icon.search.markup)\(visit(MessageText.filter))</button></form>
      """
  }

  private func select(
    _ visit: SignedInRequest, _ name: String, _ label: MessageText,
    _ options: [(String, MessageText)],
    _ value: String
  ) -> Markup {
    let choices: [Markup] = options.map { word, text in
      "<option value=\"\(word)\"\(" selected", if: word == value)>\(visit(text))</option>"
    }
    return """
      <div class="field"><label for="\(name)">\(visit(label))</label>\
      <select id="\(name)" name="\(name)">\(choices)</select></div>
      """
  }
}

/// A text as a value of a query (RFC 3986 section 2.1).
func percentEncoded(_ text: String) -> String {
  let plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
  let digits = Array("0123456789ABCDEF")
  return text.utf8.map { byte in
    let character = Character(Unicode.Scalar(byte))
    return plain.contains(character)
      ? String(character) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
  }.joined()
}
