/// How long the area codes and mobile prefixes of some countries are. After the formats of
/// libphonenumber's metadata (Apache-2.0), as far as people say them.
enum AreaCode {
  /// How many digits of a national number are its area code; 0 in a country that has none, or that
  /// is not known here.
  static func length(in national: Substring, country: Substring) -> Int {
    switch country {
    case "1": 3
    case "31": dutch(national)
    case "44": british(national)
    case "49": german(national)
    case _: 0
    }
  }

  /// 030 Berlin has two digits without its 0, 0211 three, 02151 four, 033203 five, 0171 three.
  private static func german(_ number: Substring) -> Int {
    let start = String(number.prefix(2))
    if ["30", "32", "40", "69", "89"].contains(start) { return 2 }
    if ["15", "16", "17"].contains(start) { return 3 }
    // Service numbers, such as 0800 and 0180.
    if ["80", "18", "90"].contains(start) && !number.hasPrefix("906") { return 3 }
    if german3.contains(String(number.prefix(3))) { return 3 }
    guard number.hasPrefix("3") else { return 4 }
    // In the east, the code of a town has four digits, that of a village five.
    let isTown = german4InTheEast[String(number.prefix(3))].map { fourth in
      number.dropFirst(3).first.map(fourth.contains) ?? false
    }
    return isTown == true ? 4 : 5
  }

  private static let german3: Set = [
    "201", "202", "203", "208", "209", "211", "212", "214", "221", "228", "231", "234", "241",
    "251", "261", "271", "281", "291", "331", "335", "340", "341", "345", "351", "355", "361",
    "365", "371", "375", "381", "385", "391", "395", "421", "431", "441", "451", "461", "471",
    "481", "491", "511", "521", "531", "541", "551", "561", "571", "581", "591", "611", "621",
    "631", "641", "651", "661", "671", "681", "711", "721", "731", "741", "751", "761", "771",
    "781", "791", "811", "821", "831", "841", "851", "861", "871", "881", "906", "911", "921",
    "931", "941", "951", "961", "971", "981", "991",
  ]

  /// The first three digits of the towns' codes there, and which fourth digits follow.
  private static let german4InTheEast: [String: String] = [
    "330": "123467",
    "332": "12789",
    "333": "124578",
    "334": "1246",
    "336": "1246",
    "337": "125789",
    "338": "1256",
    "339": "145",
    "342": "135",
    "343": "1357",
    "344": "13578",
    "346": "1246",
    "347": "1356",
    "349": "1346",
    "350": "14",
    "352": "123589",
    "353": "1357",
    "354": "1246",
    "356": "1234",
    "357": "13468",
    "358": "13568",
    "359": "1246",
    "360": "1356",
    "362": "123489",
    "363": "12456",
    "364": "1347",
    "366": "13",
    "367": "12579",
    "368": "12356",
    "369": "135",
    "372": "1234567",
    "373": "1357",
    "374": "145",
    "376": "12345",
    "377": "1234",
    "382": "1",
    "383": "1468",
    "384": "1347",
    "386": "0123456789",
    "387": "1467",
    "388": "136",
    "390": "12479",
    "392": "1358",
    "393": "1357",
    "394": "134679",
    "396": "123456789",
    "397": "136",
    "398": "147",
    "399": "1468",
  ]

  /// London, Cardiff and others have two digits, cities such as 0121 three, mobile phones and most
  /// towns four.
  private static func british(_ number: Substring) -> Int {
    switch number.first {
    case "2": 2
    case "3", "8", "9": 3
    case "1":
      number.dropFirst().hasPrefix("1") || number.dropFirst(2).hasPrefix("1") ? 3 : 4
    case _: 4
    }
  }

  /// Mobile phones have one digit, the big cities two, other places three.
  private static func dutch(_ number: Substring) -> Int {
    if number.hasPrefix("6") { return 1 }
    if number.hasPrefix("80") || number.hasPrefix("90") { return 3 }
    return dutch3.contains(String(number.prefix(2))) ? 3 : 2
  }

  private static let dutch3: Set = [
    "11", "16", "17", "18", "22", "25", "29", "31", "32", "34", "41", "47", "48", "49", "51", "52",
    "54", "56", "57", "59",
  ]
}
