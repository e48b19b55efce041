/// What `voiceportal prompts --help` says.
extension PromptsCommand {
  static let help = """
    \(Verb.usages(of: verbs))

    \(Verb.purposes(of: verbs))

    \(Verb.table(options))
    """

  static func help(for words: [String]) -> String {
    verbs.meant(by: words)?.help(options: options) ?? help
  }

  static let verbs = [
    Verb(
      "make",
      """
      voiceportal prompts make [--language LANGUAGE]… [--voice VOICE] [--python PROGRAM]
                               [--missing | --all | --only NAME…] [--prompts DIR]
      """,
      """
      Speaks every clip whose text has changed, or that has no sound, into
      Prompts/LANGUAGE/NAME.opus, and notes its text in Prompts/LANGUAGE/clips.tsv.
      A clip that has a file of another ending is yours, and is left alone.
      """,
      options: [
        "--language LANGUAGE", "--voice VOICE", "--python PROGRAM", "--missing", "--all",
        "--only NAME", "--prompts DIR",
      ]),
    Verb(
      "check", "voiceportal prompts check [--language LANGUAGE]… [--prompts DIR]",
      """
      Tells which clips are missing, unused, empty, clipped, off their level, late, or older
      than their text. Exit code 1 if there is any.
      """, options: ["--language LANGUAGE", "--prompts DIR"]),
    Verb(
      "rate",
      """
      voiceportal prompts rate [--language LANGUAGE]… [--part clips|phrases]
                               [--band wide|phone] [--python PROGRAM] [--differences]
                               [--prompts DIR]
      """,
      """
      Plays all clips, and sixty whole phrases, to a speech recogniser, and prints how many
      words and letters it gets wrong. It needs what Prompts/rate/requirements.txt says.
      """,
      options: [
        "--language LANGUAGE", "--python PROGRAM", "--part PART", "--band BAND", "--differences",
        "--prompts DIR",
      ]),
    Verb(
      "script",
      """
      voiceportal prompts script --language LANGUAGE [--page] [--only NAME…] [--output FILE]
      """,
      """
      Prints the sheet from which a person records a language: numbered texts, and how the
      voice moves at their ends.
      """, options: ["--language LANGUAGE", "--only NAME", "--page", "--output FILE"]),
    Verb(
      "import",
      """
      voiceportal prompts import --language LANGUAGE [--only NAME…] [--pause MS] [--anyway]
                                 [--prompts DIR] FOLDER | RECORDING
      """,
      """
      Takes a person's recordings: a folder of files that are named after the clip or its
      number on the sheet, or one long recording of the whole sheet, in its order, which is
      cut at the pauses. Each clip is trimmed, levelled and checked, and then kept in place of
      the spoken one; make leaves it alone. If one is wrong, nothing changes.
      """,
      options: [
        "--language LANGUAGE", "--only NAME", "--pause MS", "--anyway", "--prompts DIR",
      ]),
    Verb(
      "demo", "voiceportal prompts demo [--prompts DIR]",
      "Speaks the messages of the demo company anew, into Prompts/demo.",
      options: ["--prompts DIR"]),
  ]

  private static let options: [Verb.Row] = [
    ("--language LANGUAGE", "en, de or nl; make, check and rate do all three without it"),
    (
      "--voice VOICE",
      """
      pico:NAME, flite:NAME, espeak-ng:NAME, espeak-ng:NAME@WORDS (a minute),
      piper:MODEL.onnx, or command:PROGRAM, which gets the text on its input
      and writes a sound file to its output
      (en pico:en-GB, de pico:de-DE, nl espeak-ng:nl@130)
      """
    ),
    (
      "--python PROGRAM",
      """
      of make: the Python that has Pico (Prompts/.venv/bin/python3, or python3);
      of rate: the one with the recogniser (python3)
      """
    ),
    ("--page", "a page to print (HTML), and not text"),
    ("--output FILE", "where the sheet goes; without it, to the terminal"),
    ("--pause MS", "the shortest pause between two clips (1000)"),
    ("--anyway", "take clips whose length does not fit their text"),
    ("--missing", "only clips without a sound"),
    ("--all", "every clip"),
    ("--only NAME", "this clip; may be given again"),
    ("--part PART", "only clips, or only phrases"),
    ("--band BAND", "only a wide line (16 kHz), or only a telephone's"),
    ("--differences", "also print what was said and heard, where they differ"),
    ("--prompts DIR", "the folder of the prompts"),
  ]
}
