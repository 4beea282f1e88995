import Presentation
import Testing

/// A report has the forms whose protocols it takes up, and no others.
@Suite struct ReportFormTests {
  private struct Words: TextReport, JSONReport {
    func draft(_ layout: Layout) -> String { layout.isVerbose ? "every word\n" : "words\n" }
    var json: JSONText { .string("words") }
  }

  private struct Sheet: CSVReport {
    func csv(isRaw: Bool) -> String { isRaw ? "=1\n" : "'=1\n" }
  }

  private final class Sink {
    var text = ""
  }

  private func written(_ report: some Report, _ form: OutputForm, _ layout: Layout = Layout())
    -> String
  {
    let sink = Sink()
    report.write(form, layout) { sink.text += $0 }
    return sink.text
  }

  @Test func theFormsAreThoseOfTheProtocols() {
    #expect(Words.forms == [.text, .json])
    #expect(Sheet.forms == [.csv])
    #expect(SiteStatusReport.forms == [.text, .json, .csv, .html, .md, .ics])
    #expect(OverviewReport.forms == [.json, .csv, .html, .md])
    #expect(OverviewSummary.forms == OverviewReport.forms)
    #expect(DiffReport.forms == [.text, .json, .csv])
    #expect(CatalogueReport.forms == [.text, .json, .mdoc])
  }

  @Test func theLayoutReachesTheReport() {
    #expect(written(Words(), .text) == "words\n")
    #expect(written(Words(), .text, Layout(isVerbose: true)) == "every word\n")
    #expect(written(Words(), .json) == "\"words\"\n")
    #expect(written(Sheet(), .csv) == "'=1\n")
    #expect(written(Sheet(), .csv, Layout(isRaw: true)) == "=1\n")
  }

  @Test(arguments: [OutputForm.csv, .ndjson, .html, .md, .ics, .mdoc])
  func nothingIsWrittenInAFormThatItLacks(_ form: OutputForm) {
    #expect(written(Words(), form) == "")
  }
}
