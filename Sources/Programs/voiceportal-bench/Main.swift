import Commands
import Foundation

@main struct Main {
  static func main() {
    StandardStream.openMissing()
    exit(BenchCommand.exitCode(for: Array(CommandLine.arguments.dropFirst())).rawValue)
  }
}
