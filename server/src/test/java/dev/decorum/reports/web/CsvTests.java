package dev.decorum.reports.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/// Files for spreadsheets.
class CsvTests {

  private final StringWriter out = new StringWriter();
  private final Csv csv = new Csv(out);

  @Test
  void quotesWhatTakesALineApart() throws IOException {
    csv.line("Lifts, doors", "the \"night\" team", "two\r\nlines", "plain", null, 12, -3);

    assertThat(out)
        .hasToString(
            "\"Lifts, doors\",\"the \"\"night\"\" team\",\"two\r\nlines\",plain,,12,-3\r\n");
  }

  @Test
  void hasNoTextThatASpreadsheetWouldReckon() throws IOException {
    csv.line("=1+2", "+49 30 1", "-1", "@SUM(A1)", "\t=1", "\r=1", "a=1");

    assertThat(out).hasToString("'=1+2,'+49 30 1,'-1,'@SUM(A1),'\t=1,\"'\r=1\",a=1\r\n");
  }
}
