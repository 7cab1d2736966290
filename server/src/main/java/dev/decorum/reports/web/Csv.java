package dev.decorum.reports.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;

/// Comma-separated values as RFC 4180 has them, line by line.
///
/// A text that a spreadsheet would take for a formula is given an apostrophe: somebody may have
/// named a team so.
final class Csv {

  private static final String FORMULA = "=+-@\t\r\n";

  private final Writer out;

  Csv(Writer out) {
    this.out = out;
  }

  /// As the answer to a request, to be kept under this name.
  static Csv answer(HttpServletResponse response, String name) throws IOException {
    response.setContentType("text/csv;charset=utf-8;header=present");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment()
            .filename(name, StandardCharsets.US_ASCII)
            .build()
            .toString());
    return new Csv(response.getWriter());
  }

  /// @param values texts, numbers, and null for nothing
  void line(@Nullable Object... values) throws IOException {
    out.write(Arrays.stream(values).map(Csv::field).collect(Collectors.joining(",")));
    out.write("\r\n");
  }

  private static String field(@Nullable Object value) {
    if (value == null) return "";
    if (value instanceof Number) return value.toString();
    var text = value.toString();
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) text = "'" + text;
    boolean plain =
        text.chars().noneMatch(one -> one == ',' || one == '"' || one == '\r' || one == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
