package import Configuration
import Foundation
import HTTP
import Notifications
import SoundCardLine
import Store

/// What a server's file needs of this machine: addresses, files, the right to its data directory, a
/// sound card, a mail server.
package struct ServerCheck {
  let configuration: ServerConfiguration
  /// Whether a server runs on the data directory: then the addresses are taken by it.
  let isRunning: Bool

  package init(_ configuration: ServerConfiguration) {
    self.configuration = configuration
    isRunning =
      (try? StatusSocket.ask("status", in: configuration.dataFolder)) ?? nil != nil
  }

  /// Everything that was looked at, in order.
  package var findings: [MachineCheck.Finding] {
    var findings = [addresses, files, data]
    if !configuration.soundCards.isEmpty { findings.append(soundCards) }
    if configuration.mail != nil { findings.append(mail) }
    return findings
  }

  // MARK: Addresses

  private var addresses: MachineCheck.Finding {
    var finding = MachineCheck.Finding(subject: "addresses")
    if isRunning {
      finding.notes.append(
        "A server runs on \(configuration.dataFolder): those that are taken count as its own")
    }
    func attempt(_ name: String, _ host: String, _ port: UInt16, _ kind: __socket_type) {
      let trial = AddressTrial(host: host, port: port, kind: kind)
      if let fault = trial.listeningFault(mayBeTaken: isRunning) {
        finding.faults.append("\(name): \(fault)")
      }
    }
    for line in configuration.sipLines {
      for address in line.listen {
        attempt(
          "\(address)", address.address, address.port,
          address.transport == .udp ? SOCK_DGRAM : SOCK_STREAM)
      }
      let ports = line.media.ports
      let calls = ports.count / 2
      if calls < line.calls.most {
        finding.notes.append(
          "\(ports.lowerBound)-\(ports.upperBound) are ports for the sound of \(calls) calls, and "
            + "the line takes \(line.calls.most)")
      }
    }
    for address in configuration.web?.listen ?? [] {
      attempt("http \(address)", address.host, address.port, SOCK_STREAM)
    }
    return finding
  }

  // MARK: Files

  private var files: MachineCheck.Finding {
    var finding = MachineCheck.Finding(subject: "files")
    let mail = configuration.mail?.settings
    var readable = configuration.sipLines.map(\.certificate)
    readable += [configuration.web?.certificate, configuration.web?.key]
    readable += [mail?.passwordFile, mail?.caFile]
    var programs: [String] = []
    switch configuration.transcription?.settings.place {
    case .program(let path): programs.append(path)
    case .endpoint(_, _, let keyFile): readable.append(keyFile)
    case nil: break
    }
    for path in Set(readable.compactMap(\.self)).sorted()
    where !FileManager.default.isReadableFile(atPath: path) {
      finding.faults.append("\(path): \(Self.who) cannot read it")
    }
    for path in programs where !FileManager.default.isExecutableFile(atPath: path) {
      finding.faults.append("\(path): there is no such program, or \(Self.who) may not run it")
    }
    return finding
  }

  private static var who: String { NSUserName() }

  // MARK: The data directory

  private var data: MachineCheck.Finding {
    var finding = MachineCheck.Finding(subject: "data directory")
    let path = configuration.dataFolder
    guard let values = try? FileManager.default.attributesOfItem(atPath: path) else {
      finding.faults.append(
        "\(path): it is not there; 'voiceportal accounts company add … --data \(path)' makes it, or "
          + "'voiceportal serve --create'")
      return finding
    }
    let owner = values[.ownerAccountName] as? String ?? "another user"
    if !FileManager.default.isWritableFile(atPath: path) {
      finding.faults.append("\(path): \(Self.who) cannot write there; it belongs to \(owner)")
    } else if owner != Self.who {
      finding.notes.append(
        "\(path) belongs to \(owner): a check as that user says more, 'runuser -u \(owner) -- "
          + "voiceportal check …'")
    }
    if let free = Self.freeBytes(of: path), free < 1_000_000_000 {
      finding.notes.append(
        "\(path): \(free / 1_000_000) MB are free; a minute of messages takes 1 MB")
    }
    return finding
  }

  private static func freeBytes(of path: String) -> Int? {
    let values = try? FileManager.default.attributesOfFileSystem(forPath: path)
    return (values?[.systemFreeSize] as? NSNumber)?.intValue
  }

  // MARK: Sound cards and the mail server

  private var soundCards: MachineCheck.Finding {
    var finding = MachineCheck.Finding(subject: "sound cards")
    guard !isRunning else {
      finding.notes.append("The server that runs on \(configuration.dataFolder) has them")
      return finding
    }
    for card in configuration.soundCards {
      do {
        try SoundCardOption.open(playback: card.device, capture: card.capture).close()
      } catch {
        finding.faults.append("\(error) 'aplay -L' lists the names: apt-get install alsa-utils")
      }
    }
    return finding
  }

  private var mail: MachineCheck.Finding {
    var finding = MachineCheck.Finding(subject: "mail server")
    guard let settings = configuration.mail?.settings else { return finding }
    let trial = AddressTrial(
      host: settings.server, port: UInt16(clamping: settings.port), kind: SOCK_STREAM)
    if let fault = trial.connectingFault(seconds: min(settings.connectSeconds, 5)) {
      finding.faults.append(
        "\(settings.server):\(settings.port): \(fault); 'voiceportal mail test ADDRESS --config …' "
          + "tries the whole way")
    }
    return finding
  }
}
