/// Which program speaks the prompts.
public enum SpeechVoice: Sendable, Equatable {
  /// espeak-ng in a language or variant (`en-gb`, `de`, `nl`, `en-us+f3`).
  case espeak(language: String, wordsPerMinute: Int = 150)
  /// flite with one of its English voices (`slt`, `rms`).
  case flite(voice: String)
  /// SVOX Pico (`en-GB`, `de-DE`, …) by the Python package py-nanotts.
  case pico(voice: String, python: String)
  /// The program piper with a model on the disk.
  case piper(model: String)
  /// Any program, or a line of the shell: it gets the text on its input, in UTF-8 and with a line
  /// end, and writes a sound file to its output.
  case command(String)

  /// The name of the program.
  public var program: String {
    switch self {
    case .espeak: "espeak-ng"
    case .flite: "flite"
    case .pico: "Pico"
    case .piper: "piper"
    case .command(let line): line
    }
  }

  /// How the operator gets the program, as a part of a sentence.
  var remedy: String {
    switch self {
    case .espeak, .flite: "it is the Debian package \(program)"
    case .pico:
      "it is a Python package; run python3 -m venv Prompts/.venv && Prompts/.venv/bin/pip install"
        + " \(Self.picoPackage) (python3 -m venv is the Debian package python3-venv)"
    case .piper: "put the program piper where PATH finds it"
    case .command: "give the path of a program"
    }
  }

  /// The wheel with Pico and its voices, pinned: another one speaks otherwise.
  public static let picoPackage = "py-nanotts==0.1.1"

  /// What is run, and its words. The text is in a file, so that it cannot be taken for an option.
  func line(text: String, textPath: String, soundPath: String) -> [String] {
    switch self {
    case .espeak(let language, let wordsPerMinute):
      [
        "espeak-ng", "-v", language, "-s", "\(wordsPerMinute)", "-b", "1", "-f", textPath, "-w",
        soundPath,
      ]
    case .flite(let voice): ["flite", "-voice", voice, "-f", textPath, "-o", soundPath]
    case .pico(let voice, let python):
      // Lower than Pico speaks by itself. The recogniser of `prompts rate` got fewer words wrong in
      // twenty German sentences with a voice that was lower and slower (0.15, not 0.17); what the
      // pitch alone does was not measured, and joined phrases show no gain.
      [
        python, "-m", "py_nanotts", "-v", voice, "--pitch", "0.85", "-o", soundPath, "--", text,
      ]
    case .piper(let model):
      Self.redirected(
        "exec piper --model \"$3\" --output_file \"$2\" < \"$1\"", [textPath, soundPath, model])
    case .command(let line):
      Self.redirected("(\(line)\n) < \"$1\" > \"$2\"", [textPath, soundPath])
    }
  }

  private static func redirected(_ line: String, _ words: [String]) -> [String] {
    ["sh", "-c", line, "sh"] + words
  }
}
