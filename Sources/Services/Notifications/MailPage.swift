/// The HTML of a mail: one column, no pictures, nothing that is fetched.
struct MailPage {
  let title: String
  let language: String
  let lines: [String]
  /// What is said of a link, and its address.
  var link: (text: String, address: String)?
  let closing: String

  var html: String {
    var page = ""
    page.reserveCapacity(2_048)
    page += "<!DOCTYPE html>\n<html lang=\""
    page += language
    page += "\">\n<head><meta charset=\"utf-8\"><title>"
    Self.append(title, to: &page)
    page += Self.top
    for line in lines {
      page += Self.paragraph
      Self.append(line, to: &page)
      page += "</p>\n"
    }
    if let link {
      page += Self.paragraph
      Self.append(link.text, to: &page)
      page += " <a href=\""
      Self.append(link.address, to: &page)
      page += "\">"
      Self.append(link.address, to: &page)
      page += "</a></p>\n"
    }
    page += "<p style=\"margin:24px 0 0;font-size:14px;color:#595959\">"
    Self.append(closing, to: &page)
    page += "</p>\n</div>\n</body>\n</html>"
    return page
  }

  private static let top = """
    </title></head>
    <body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#fff">
    <div style="max-width:600px">

    """
  private static let paragraph = "<p style=\"margin:0 0 12px\">"

  /// Writes a text so that a browser shows it as it is.
  private static func append(_ text: String, to page: inout String) {
    let isPlain = text.utf8.allSatisfy { byte in
      byte != UInt8(ascii: "&") && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        && byte != UInt8(ascii: "\"")
    }
    if isPlain {
      page += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": page += "&amp;"
      case "<": page += "&lt;"
      case ">": page += "&gt;"
      case "\"": page += "&quot;"
      case _: page.unicodeScalars.append(scalar)
      }
    }
  }
}
