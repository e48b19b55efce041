import Wording

/// The parts of forms. Label, control, error and help stand in this order, and the control names its
/// error and its help, so that a screen reader says them.
struct Controls {
  let visit: SignedInRequest
  /// What is wrong, by the name of the control.
  let refusals: [FormRefusal]

  /// A form of settings with its token and its buttons.
  func form(
    _ id: StaticString, _ path: PagePath, isUpload: Bool = false, _ form: SettingsForm,
    _ content: [Markup]
  ) -> Markup {
    let encoding: Markup = " enctype=\"multipart/form-data\""
    return """
      <form id="\(id.description)" method="post" action="\(Link.page(path).address)"\
      \(encoding, if: isUpload) novalidate>\(Frame.token(visit))\(form.hidden)
      \(content)
      <div class="foot"><button class="btn primary">\(visit(.save))</button>\
      <a class="btn quiet" href="\(Link.page(path).address)">\(visit(.cancel))</a></div>
      </form>
      """
  }

  /// The button over a long form.
  func saveButton(_ form: StaticString) -> Markup {
    "<button class=\"btn primary\" form=\"\(form.description)\">\(visit(.save))</button>"
  }

  /// A part of a page: what it is about, and its fields.
  func section(_ id: StaticString, _ title: String, _ help: String, _ content: [Markup]) -> Markup {
    """
    <section class="set" aria-labelledby="\(id.description)">
    <header><h2 id="\(id.description)">\(title)</h2><p>\(help)</p></header>
    <div class="stack">\(content)</div>
    </section>
    """
  }

  /// What is wrong with a form, over it.
  func summary() -> Markup {
    guard !refusals.isEmpty else { return .nothing }
    let rows: [Markup] = refusals.map { "<li><a href=\"#\($0.control)\">\($0.text)</a></li>" }
    return """
      <div class="note bad-note" role="alert" tabindex="-1" id="errors">\(Icon.warning.markup)\
      <h2>\(visit(.notSaved))</h2><ul>\(rows)</ul></div>
      """
  }

  /// A field of one line.
  func text(
    _ name: String, _ label: String, help: String = "", value: String, type: InputType = .text,
    width: Width = .medium, more: Markup = ""
  ) -> Markup {
    let error = refusal(of: name)
    return """
      <div class="field\(" bad", if: error != nil)"><label for="\(name)">\(label)</label>\
      <div class="join"><input id="\(name)" name="\(name)" class="\(width.rawValue)" type="\(type.word)"\
      \(type.attributes) value="\(value)"\(notes(name, hasHelp: !help.isEmpty))>\(more)</div>\
      \(errorText(name, error))\(helpText(name, help))</div>
      """
  }

  /// A choice out of a list.
  func select(
    _ name: String, _ label: String, help: String = "", value: String, _ options: [(String, String)]
  ) -> Markup {
    let choices: [Markup] = options.map { word, text in
      "<option value=\"\(word)\"\(" selected", if: word == value)>\(text)</option>"
    }
    let error = refusal(of: name)
    return """
      <div class="field\(" bad", if: error != nil)"><label for="\(name)">\(label)</label>\
      <select id="\(name)" name="\(name)"\(notes(name, hasHelp: !help.isEmpty))>\(choices)</select>\
      \(errorText(name, error))\(helpText(name, help))</div>
      """
  }

  /// A switch; its own fields are shown while it is on.
  func onOff(
    _ name: String, _ label: String, help: String, isOn: Bool, _ fields: [Markup] = []
  ) -> Markup {
    """
    <div class="onoff" role="radiogroup" id="\(name)" tabindex="-1" aria-labelledby="\(name)-label"\
     aria-describedby="\(name)-help">
    <div><p class="label" id="\(name)-label">\(label)</p>\(helpText(name, help))</div>
    <div class="seg"><label><input type="radio" name="\(name)" value="on"\(" checked", if: isOn)>\(visit(.on))</label>\
    <label><input type="radio" name="\(name)" value="off"\(" checked", if: !isOn)>\(visit(.off))</label></div>
    \("<div class=\"sub\">\(fields)</div>", if: !fields.isEmpty)\(errorText(name, refusal(of: name)))
    </div>
    """
  }

  /// A box to tick. Left out of a form where it is not ticked.
  func tick(
    _ name: String, _ label: String, help: String, isOn: Bool, _ fields: [Markup] = []
  ) -> Markup {
    """
    <div class="pick"><input type="checkbox" id="\(name)" name="\(name)" value="on"\(" checked", if: isOn)\
     aria-describedby="\(name)-help"><label for="\(name)">\(label)</label>\(helpText(name, help))\
    \("<div class=\"sub\">\(fields)</div>", if: !fields.isEmpty)</div>
    """
  }

  /// One of a few.
  func choice(
    _ name: String, _ value: String, _ label: String, help: String, isChosen: Bool,
    _ fields: [Markup] = []
  ) -> Markup {
    """
    <div class="pick"><input type="radio" id="\(name)-\(value)" name="\(name)" value="\(value)"\
    \(" checked", if: isChosen) aria-describedby="\(name)-\(value)-help">\
    <label for="\(name)-\(value)">\(label)</label>\(helpText(name + "-" + value, help))\
    \("<div class=\"sub\">\(fields)</div>", if: !fields.isEmpty)</div>
    """
  }

  private func refusal(of name: String) -> String? {
    refusals.first { $0.control == name }?.text
  }

  private func notes(_ name: String, hasHelp: Bool) -> Markup {
    let isBad = refusal(of: name) != nil
    guard isBad || hasHelp else { return .nothing }
    return """
      \(" aria-invalid=\"true\"", if: isBad) aria-describedby="\("\(name)-error ", if: isBad)\
      \("\(name)-help", if: hasHelp)"
      """
  }

  private func helpText(_ name: String, _ help: String) -> Markup {
    help.isEmpty ? .nothing : "<p class=\"help\" id=\"\(name)-help\">\(help)</p>"
  }

  private func errorText(_ name: String, _ error: String?) -> Markup {
    guard let error else { return .nothing }
    return """
      <p class="error" id="\(name)-error">\(Icon.warning.markup)<span>\
      <span class="vh">\(visit(.error)): </span>\(error)</span></p>
      """
  }
}

/// What is wrong with one control of a form, in the user's language.
struct FormRefusal {
  let control: String
  let text: String
}

/// What a field takes.
enum InputType: String {
  case text, email, password
  case telephone = "tel"
  /// Of any characters, for a password manager to fill in.
  case webPassword, newWebPassword

  var word: String {
    switch self {
    case .text, .email, .password, .telephone: rawValue
    case .webPassword, .newWebPassword: Self.password.rawValue
    }
  }

  var attributes: Markup {
    switch self {
    case .text, .email, .telephone: ""
    case .webPassword: " autocomplete=\"current-password\""
    case .newWebPassword: " autocomplete=\"new-password\""
    case .password: " inputmode=\"numeric\" autocomplete=\"off\""
    }
  }
}

/// How wide a field is.
enum Width: String {
  case small = "w-s num"
  case medium = "w-m"
  case large = "w-l"
}
