import Commands
import PromptMaking

/// What `voiceportal prompts` takes.
extension PromptsCommand {
  static let form = CommandForm(
    "prompts", "make and check the sound of every prompt",
    subcommands: [making, checking, rating, sheet, importing, demo])

  static let making = CommandForm(
    "prompts make",
    """
    Speaks every clip whose text has changed, or that has no sound, into
    Prompts/LANGUAGE/NAME.opus, and notes its text in Prompts/LANGUAGE/clips.tsv.
    A clip that has a file of another ending is yours, and is left alone.
    """,
    options: [
      languages,
      .option(
        "--voice", "VOICE",
        """
        pico:NAME, flite:NAME, espeak-ng:NAME, espeak-ng:NAME@WORDS (a minute),
        piper:MODEL.onnx, or command:PROGRAM, which gets the text on its input
        and writes a sound file to its output
        (en pico:en-GB, de pico:de-DE, nl espeak-ng:nl@130)
        """),
      .option(
        "--python", "PROGRAM", "the Python that has Pico (Prompts/.venv/bin/python3, or python3)"),
      .flag("--missing", "only clips without a sound"), .flag("--all", "every clip"),
      only, .prompts,
    ],
    usages: [
      """
      [--language LANGUAGE]… [--voice VOICE] [--python PROGRAM]
                         [--missing | --all | --only NAME…] [--prompts DIR]
      """
    ])

  static let checking = CommandForm(
    "prompts check",
    """
    Tells which clips are missing, unused, empty, clipped, off their level, late, or older
    than their text. Exit code 1 if there is any.
    """, options: [languages, .prompts])

  static let rating = CommandForm(
    "prompts rate",
    """
    Plays all clips, and sixty whole phrases, to a speech recogniser, and prints how many
    words and letters it gets wrong. It needs what Prompts/rate/requirements.txt says.
    """,
    options: [
      languages,
      .option(
        "--part", "PART", "only clips, or only phrases",
        choices: PromptsRating.Part.allCases.map(\.rawValue)),
      .option(
        "--band", "BAND", "only a wide line (16 kHz), or only a telephone's",
        choices: PromptsRating.Band.allCases.map(\.rawValue)),
      .option("--python", "PROGRAM", "the Python with the recogniser (python3)"),
      .flag("--differences", "also print what was said and heard, where they differ"), .prompts,
    ])

  static let sheet = CommandForm(
    "prompts script",
    """
    Prints the sheet from which a person records a language: numbered texts, and how the
    voice moves at their ends.
    """,
    options: [
      .language("en, de or nl", isRequired: true),
      .flag("--page", "a page to print (HTML), and not text"),
      only, .option("--output", "FILE", "where the sheet goes; without it, to the terminal"),
    ])

  static let importing = CommandForm(
    "prompts import",
    """
    Takes a person's recordings: a folder of files that are named after the clip or its
    number on the sheet, or one long recording of the whole sheet, in its order, which is
    cut at the pauses. Each clip is trimmed, levelled and checked, and then kept in place of
    the spoken one; make leaves it alone. If one is wrong, nothing changes.
    """, arguments: "FOLDER|RECORDING",
    options: [
      .language("en, de or nl", isRequired: true), only,
      .option("--pause", "MS", "the shortest pause between two clips (1000)"),
      .flag("--anyway", "take clips whose length does not fit their text"), .prompts,
    ])

  static let demo = CommandForm(
    "prompts demo", "Speaks the messages of the demo company anew, into Prompts/demo.",
    options: [.prompts])

  private static let languages = CommandOption.language(
    "en, de or nl; without it all three", mayRepeat: true)
  private static let only = CommandOption.option(
    "--only", "NAME", "this clip; may be given again", mayRepeat: true)
}
