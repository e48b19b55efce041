import Configuration

/// Everything of the program that reads what others write.
enum FuzzParser: String, CaseIterable {
  case sip, sdp, rtp, rtcp, srtp, accounts, configuration, csv, layouts, scripts, journals, sounds

  /// What it reads, as it should be.
  func seeds() throws -> [[UInt8]] {
    switch self {
    case .sip: FuzzTexts.messages.map { Array($0.utf8) }
    case .sdp: FuzzTexts.descriptions.map { Array($0.utf8) }
    case .rtp: FuzzPackets.streams
    case .rtcp: FuzzSeeds.reports
    case .srtp: FuzzPackets.secured
    case .accounts: FuzzTexts.accounts.map { Array($0.utf8) }
    case .configuration: FuzzTexts.configurations.map { Array($0.utf8) }
    case .csv: FuzzTexts.tables.map { Array($0.utf8) }
    case .layouts: FuzzTexts.layouts.map { Array($0.utf8) }
    case .scripts: FuzzTexts.scripts.map { Array($0.utf8) }
    case .journals: try FuzzFiles.journals.get().map { Array($0.utf8) }
    case .sounds: FuzzFiles.sounds
    }
  }

  /// Lets it read. What it refuses it refuses; it must come back.
  func makeFeed() throws -> ([UInt8]) -> Void {
    switch self {
    case .sip: try FuzzFeed.messages()
    case .sdp: FuzzFeed.descriptions
    case .rtp: FuzzFeed.stream
    case .rtcp: FuzzFeed.reports
    case .srtp: FuzzFeed.secured
    case .accounts: FuzzFeed.accounts
    case .configuration: FuzzFeed.configuration
    case .csv: FuzzFeed.table
    case .layouts: FuzzFeed.layout
    case .scripts: FuzzFeed.script
    case .journals: try FuzzFeed.journals()
    case .sounds: FuzzFeed.sound
    }
  }
}

/// The inputs of one parser, by their numbers: the same in every run.
struct FuzzInputs {
  private let parser: FuzzParser
  private let seed: UInt64
  private let seeds: [[UInt8]]

  init(_ parser: FuzzParser, seed: UInt64) throws {
    (self.parser, self.seed, seeds) = (parser, seed, try parser.seeds())
  }

  /// One input. Every hundredth is as it should be.
  subscript(number: UInt64) -> [UInt8] {
    let own = parser.rawValue.utf8.reduce(UInt64(5381)) { $0 &* 33 ^ UInt64($1) }
    var mutation = Mutation(
      seed: seed &* 0x9E37_79B9_7F4A_7C15 ^ own ^ number &* 0xD6E8_FEB8_6659_FD93)
    let whole = mutation.one(of: seeds)
    return number % 100 == 0 ? whole : mutation.spoil(whole, among: seeds)
  }
}
