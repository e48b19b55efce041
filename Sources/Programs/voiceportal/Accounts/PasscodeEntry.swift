import Commands
import Configuration
import Foundation
import Mailbox

/// Asks for a passcode without showing it; takes a line of standard input where that is no
/// terminal.
enum PasscodeEntry {
  static func read(_ question: String) throws -> Passcode {
    guard isatty(STDIN_FILENO) == 1 else {
      guard let line = readLine(), !line.isEmpty else {
        throw Failure("There is no passcode on standard input.")
      }
      return Passcode(line)
    }
    let first = try readHidden(question)
    guard try readHidden("Again: ").digits == first.digits else {
      throw Failure("The two entries differ. Nothing is changed.")
    }
    return first
  }

  private static func readHidden(_ question: String) throws -> Passcode {
    FileHandle.standardError.write(Data(question.utf8))
    var usual = termios()
    unsafe tcgetattr(STDIN_FILENO, &usual)
    var hidden = usual
    // Control-C comes as a character, so that the terminal is never left without its echo.
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG)
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer {
      unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    guard let line = readLine(), !line.isEmpty, !line.contains("\u{3}") else {
      throw Failure("No passcode was entered. Nothing is changed.")
    }
    return Passcode(line)
  }
}
