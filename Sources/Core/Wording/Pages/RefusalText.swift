public import Mailbox

/// Why a value is refused, in the language of who has typed it.
extension FieldRefusal: WrittenText {
  /// Its words in a language.
  public func text(in language: Language) -> String { words[language] }

  private var words: Words {
    switch self {
    case .phoneNumber(let error): error.words
    case .shortNumber:
      Words(
        en: "An extension has 2 to 6 digits.", de: "Eine Durchwahl hat 2 bis 6 Ziffern.",
        nl: "Een toestel heeft 2 tot 6 cijfers.")
    case .list(let error): error.words
    case .rings:
      Words(
        en: "It must be 0, or 2 to 20 rings.", de: "Es müssen 0 oder 2 bis 20 Rufzeichen sein.",
        nl: "Het moeten 0 of 2 tot 20 beltonen zijn.")
    case .passcode(let rule): rule.words
    case .destination(let refusal, let number, _): refusal.words(number)
    case .belongs(let number, let holder?):
      Words(
        en: "\(number) belongs to \(holder).", de: "\(number) gehört \(holder).",
        nl: "\(number) is van \(holder).")
    case .belongs(let number, nil):
      Words(
        en: "\(number) belongs to a user of another company.",
        de: "\(number) gehört einem Benutzer eines anderen Unternehmens.",
        nl: "\(number) is van een gebruiker van een ander bedrijf.")
    case .portal(let number): DestinationRefusal.portal.words(number)
    case .noColleague(let short, _):
      Words(
        en: "Nobody in the company has the extension \(short).",
        de: "Niemand im Unternehmen hat die Durchwahl \(short).",
        nl: "Niemand in het bedrijf heeft toestel \(short).")
    case .dialRules(let number, _): DestinationRefusal.notAllowed.words(number)
    case .twice:
      Words(
        en: "This number is there already.", de: "Diese Nummer steht schon da.",
        nl: "Dit nummer staat er al.")
    case .mainNumberAlready(let number):
      Words(
        en: "\(number) is your main number already.", de: "\(number) ist schon Ihre Hauptnummer.",
        nl: "\(number) is al uw hoofdnummer.")
    case .emailAddress:
      Words(
        en: "This is no e-mail address. Example: name@example.com",
        de: "Das ist keine E-Mail-Adresse. Beispiel: name@example.com",
        nl: "Dit is geen e-mailadres. Voorbeeld: naam@example.com")
    case .emailNeeded:
      Words(
        en: "An e-mail address is needed for this.", de: "Dafür ist eine E-Mail-Adresse nötig.",
        nl: "Hiervoor is een e-mailadres nodig.")
    case .partMissing(.mail):
      Words(
        en: "This is not possible yet: no mail server is set up for the portal.",
        de: "Das geht noch nicht: für das Portal ist kein Mailserver eingerichtet.",
        nl: "Dit kan nog niet: voor het portaal is geen mailserver ingesteld.")
    case .partMissing(.transcription):
      Words(
        en: "This is not possible yet: no speech recognition is set up for the portal.",
        de: "Das geht noch nicht: für das Portal ist keine Spracherkennung eingerichtet.",
        nl: "Dit kan nog niet: voor het portaal is geen spraakherkenning ingesteld.")
    case .timeZone:
      Words(
        en: "There is no such time zone.", de: "Diese Zeitzone gibt es nicht.",
        nl: "Deze tijdzone bestaat niet.")
    case .wholeNumber(let range, _):
      Words(
        en: "It must be a whole number from \(range.lowerBound) to \(range.upperBound).",
        de: "Es muss eine ganze Zahl von \(range.lowerBound) bis \(range.upperBound) sein.",
        nl: "Het moet een geheel getal van \(range.lowerBound) tot \(range.upperBound) zijn.")
    case .webPassword(let lengths):
      Words(
        en: "It must have \(lengths.lowerBound) to \(lengths.upperBound) characters.",
        de: "Es muss \(lengths.lowerBound) bis \(lengths.upperBound) Zeichen haben.",
        nl: "Het moet \(lengths.lowerBound) tot \(lengths.upperBound) tekens hebben.")
    case .ownRole:
      Words(
        en: "You cannot take this role from yourself.",
        de: "Sie können sich diese Rolle nicht selbst nehmen.",
        nl: "U kunt uzelf deze rol niet afnemen.")
    case .operatorRole:
      Words(
        en: "The role of an operator is given and taken on the server's command line.",
        de: "Die Rolle eines Betreibers wird nur auf dem Server vergeben und genommen.",
        nl: "De rol van een exploitant wordt alleen op de server gegeven en genomen.")
    case .line:
      Words(
        en: "It must be 1 to 80 characters in one line.",
        de: "Es müssen 1 bis 80 Zeichen in einer Zeile sein.",
        nl: "Het moeten 1 tot 80 tekens op één regel zijn.")
    case .sentence:
      Words(
        en: "This value is not accepted.", de: "Dieser Wert wird nicht angenommen.",
        nl: "Deze waarde wordt niet geaccepteerd.")
    }
  }
}

extension PhoneNumberError {
  fileprivate var words: Words {
    switch self {
    case .empty:
      Words(en: "A number is missing.", de: "Es fehlt eine Nummer.", nl: "Er ontbreekt een nummer.")
    case .invalidCharacter:
      Words(
        en: "Only digits and hyphens are allowed, and + at the start.",
        de: "Erlaubt sind nur Ziffern und Bindestriche, am Anfang auch +.",
        nl: "Alleen cijfers en streepjes zijn toegestaan, en + aan het begin.")
    case .misplacedPlus:
      Words(
        en: "A + may only be at the start.", de: "Ein + darf nur am Anfang stehen.",
        nl: "Een + mag alleen aan het begin staan.")
    case .twoZeros:
      Words(
        en: "Only one 0 is allowed at the start; write + before a country code.",
        de: "Am Anfang darf nur eine 0 stehen; vor die Landesvorwahl gehört ein +.",
        nl: "Aan het begin mag maar één 0 staan; zet een + voor de landcode.")
    case .zeroAfterPlus:
      Words(
        en: "After the + comes the country code, without a 0.",
        de: "Nach dem + kommt die Landesvorwahl, ohne 0.",
        nl: "Na de + komt de landcode, zonder 0.")
    case .zeroAfterCountryCode(_, let code):
      Words(
        en: "After the country code \(code) there must be no 0.",
        de: "Nach der Landesvorwahl \(code) darf keine 0 stehen.",
        nl: "Na de landcode \(code) mag geen 0 staan.")
    case .areaCodeMissing(_, let prefix):
      Words(
        en: "The area code is missing: begin with \(prefix) or +.",
        de: "Die Vorwahl fehlt: am Anfang muss \(prefix) oder + stehen.",
        nl: "Het netnummer ontbreekt: begin met \(prefix) of +.")
    case .tooShort:
      Words(
        en: "The number is too short.", de: "Die Nummer ist zu kurz.", nl: "Het nummer is te kort.")
    case .tooLong:
      Words(
        en: "The number is too long.", de: "Die Nummer ist zu lang.", nl: "Het nummer is te lang.")
    case .unusablePlan:
      Words(
        en: "The number cannot be read.", de: "Die Nummer ist nicht lesbar.",
        nl: "Het nummer kan niet worden gelezen.")
    }
  }
}

extension DestinationRefusal {
  fileprivate func words(_ number: String) -> Words {
    switch self {
    case .notAllowed:
      Words(
        en: "Your company does not allow calls to \(number).",
        de: "Ihr Unternehmen erlaubt keine Anrufe zu \(number).",
        nl: "Uw bedrijf staat geen oproepen naar \(number) toe.")
    case .ownNumber, .ring:
      Words(
        en: "\(number) leads back to this mailbox.",
        de: "\(number) führt zu dieser Mailbox zurück.",
        nl: "\(number) leidt terug naar deze voicemail.")
    case .portal:
      Words(
        en: "\(number) reaches the portal itself.", de: "\(number) erreicht das Portal selbst.",
        nl: "\(number) bereikt het portaal zelf.")
    }
  }
}

extension DistributionListError {
  fileprivate var words: Words {
    switch self {
    case .numberOutOfRange, .noSuchList:
      Words(
        en: "There is no such list.", de: "Diese Liste gibt es nicht.",
        nl: "Deze lijst bestaat niet.")
    case .numberTaken(let number):
      Words(
        en: "There is a list \(number) already.", de: "Die Liste \(number) gibt es schon.",
        nl: "Lijst \(number) bestaat al.")
    case .noFreeNumber:
      Words(
        en: "There are 15 lists already.", de: "Es gibt schon 15 Listen.",
        nl: "Er zijn al 15 lijsten.")
    case .wrongDescriptionLength, .badDescription:
      Words(
        en: "The description must have 1 to 80 characters in one line.",
        de: "Die Beschreibung muss 1 bis 80 Zeichen in einer Zeile haben.",
        nl: "De beschrijving moet 1 tot 80 tekens op één regel hebben.")
    case .unknownMember(let typed, _):
      Words(
        en: "Nobody in the company has the number \(typed).",
        de: "Niemand im Unternehmen hat die Nummer \(typed).",
        nl: "Niemand in het bedrijf heeft het nummer \(typed).")
    case .duplicateMember(let typed, _):
      Words(
        en: "\(typed) is in the list already.", de: "\(typed) ist schon in der Liste.",
        nl: "\(typed) staat al in de lijst.")
    case .notAMember(let typed, _):
      Words(
        en: "\(typed) is not in the list.", de: "\(typed) ist nicht in der Liste.",
        nl: "\(typed) staat niet in de lijst.")
    }
  }
}

extension PasscodeRule {
  fileprivate var words: Words {
    switch self {
    case .digitsOnly:
      Words(
        en: "The passcode may hold only digits.", de: "Das Kennwort darf nur Ziffern enthalten.",
        nl: "De code mag alleen cijfers bevatten.")
    case .tooShort:
      Words(
        en: "The passcode is too short.", de: "Das Kennwort ist zu kurz.",
        nl: "De code is te kort.")
    case .tooLong:
      Words(
        en: "The passcode is too long.", de: "Das Kennwort ist zu lang.", nl: "De code is te lang.")
    case .ownNumber:
      Words(
        en: "The passcode holds your own number.", de: "Das Kennwort enthält Ihre eigene Nummer.",
        nl: "De code bevat uw eigen nummer.")
    case .ownExtension:
      Words(
        en: "The passcode holds your extension.", de: "Das Kennwort enthält Ihre Durchwahl.",
        nl: "De code bevat uw toestelnummer.")
    case .ownNumberReversed:
      Words(
        en: "The passcode holds your number backwards.",
        de: "Das Kennwort enthält Ihre Nummer rückwärts.",
        nl: "De code bevat uw nummer achterstevoren.")
    case .ownName:
      Words(
        en: "The passcode spells your name on the keypad.",
        de: "Das Kennwort ergibt auf der Tastatur Ihren Namen.",
        nl: "De code spelt uw naam op het toetsenbord.")
    case .sequence:
      Words(
        en: "The passcode is a sequence of digits.", de: "Das Kennwort ist eine Ziffernfolge.",
        nl: "De code is een reeks cijfers.")
    case .ascendingRun:
      Words(
        en: "The passcode has too many ascending digits in a row.",
        de: "Im Kennwort folgen zu viele Ziffern aufsteigend aufeinander.",
        nl: "De code heeft te veel oplopende cijfers achter elkaar.")
    case .descendingRun:
      Words(
        en: "The passcode has too many descending digits in a row.",
        de: "Im Kennwort folgen zu viele Ziffern absteigend aufeinander.",
        nl: "De code heeft te veel aflopende cijfers achter elkaar.")
    case .repeatedDigit:
      Words(
        en: "The passcode has the same digit too often in a row.",
        de: "Im Kennwort steht dieselbe Ziffer zu oft nacheinander.",
        nl: "De code heeft hetzelfde cijfer te vaak achter elkaar.")
    case .repeatedGroup:
      Words(
        en: "The passcode repeats a group of digits.",
        de: "Im Kennwort wiederholt sich eine Zifferngruppe.",
        nl: "De code herhaalt een groep cijfers.")
    case .keypadLine:
      Words(
        en: "The passcode has three keys in a straight line.",
        de: "Im Kennwort liegen drei Tasten in einer geraden Linie.",
        nl: "De code heeft drie toetsen in een rechte lijn.")
    case .reverseOfOld:
      Words(
        en: "The passcode is the present one backwards.",
        de: "Das Kennwort ist das bisherige rückwärts.",
        nl: "De code is de huidige achterstevoren.")
    case .usedBefore:
      Words(
        en: "You have used this passcode before.", de: "Dieses Kennwort hatten Sie schon einmal.",
        nl: "Deze code hebt u al eerder gebruikt.")
    }
  }
}
