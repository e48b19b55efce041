public import Mailbox
public import Portal

/// A phrase in a language, as it is heard and as it is written. A sentence ends with a pause.
public func utterance(of phrase: Phrase, in locale: SpeechLocale) -> Utterance {
  let vocabulary = Vocabulary.of(locale.language)
  return Utterance(
    vocabulary.spoken.parts(of: phrase, home: locale.home), vocabulary: vocabulary)
}

/// The same for a listener of whose country nothing is known.
public func utterance(of phrase: Phrase, in language: Language) -> Utterance {
  utterance(of: phrase, in: SpeechLocale(language))
}

/// What is played for a phrase.
public func pieces(for phrase: Phrase, in locale: SpeechLocale) -> [Piece] {
  utterance(of: phrase, in: locale).pieces
}

/// The same for a listener of whose country nothing is known.
public func pieces(for phrase: Phrase, in language: Language) -> [Piece] {
  utterance(of: phrase, in: language).pieces
}

/// The words of a phrase as they are spoken; recorded sounds as `‹recorded name›` or
/// `‹recording 0:05›`.
public func text(of phrase: Phrase, in locale: SpeechLocale) -> String {
  utterance(of: phrase, in: locale).text
}

/// The same for a listener of whose country nothing is known.
public func text(of phrase: Phrase, in language: Language) -> String {
  utterance(of: phrase, in: language).text
}

/// Every clip that a language needs, in the order of the names. Phrases are made of no others.
public func clips(of language: Language) -> [Clip] {
  Vocabulary.of(language).allClips
}

/// Every clip in the order in which a person records them: sentences, then options, then words and
/// numbers, alike ones together.
public func recordingOrder(of language: Language) -> [Clip] {
  Vocabulary.of(language).recordingOrder
}

/// A whole number in words, as it stands within a sentence; from a million on its figures.
public func numberWords(_ number: Int, in language: Language) -> String {
  let vocabulary = Vocabulary.of(language)
  // A word goes before, so that no capital letter begins the number.
  let parts = [.word(.and)] + vocabulary.spoken.number(number)
  return Utterance(parts, vocabulary: vocabulary).shares.dropFirst().map(\.text).joined()
    .trimmingPrefix(" ").description
}
