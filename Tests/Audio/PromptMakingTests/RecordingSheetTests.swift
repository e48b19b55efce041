import Mailbox
import PromptMaking
import Speech
import Testing

@Suite struct RecordingSheetTests {
  @Test func `the sheet numbers every text and tells how it ends`() {
    let sheet = RecordingSheet(.de, only: [])
    #expect(sheet.clips.count == clips(of: .de).count)
    #expect(sheet.text.contains("↗  drei,    [number-3]"))
    #expect(sheet.text.contains("↘  drei.    [number-3-end]"))
    #expect(sheet.text.contains("   1  "))
    #expect(sheet.page.contains("<html lang=\"de\">"))
    #expect(sheet.page.contains("<td>am dritten März,</td>"))
  }
}
