public import Mailbox
public import Portal

/// A phrase in a language, as it is heard and as it is written. A sentence ends with a pause.
public func utterance(of phrase: Phrase, in language: Language) -> Utterance {
  let vocabulary = Vocabulary.of(language)
  return Utterance(vocabulary.tongue.parts(of: phrase), vocabulary: vocabulary)
}

/// What is played for a phrase.
public func pieces(for phrase: Phrase, in language: Language) -> [Piece] {
  utterance(of: phrase, in: language).pieces
}

/// The words of a phrase as they are spoken; recorded sounds as `‹recorded name›` or
/// `‹recording 0:05›`.
public func text(of phrase: Phrase, in language: Language) -> String {
  utterance(of: phrase, in: language).text
}

/// Every clip that a language needs, in the order of the names. Phrases are made of no others.
public func clips(of language: Language) -> [Clip] {
  Vocabulary.of(language).allClips
}
