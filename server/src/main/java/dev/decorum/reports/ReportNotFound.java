package dev.decorum.reports;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such part of a report, or not for this viewer.
public final class ReportNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  ReportNotFound() {
    super(HttpStatus.NOT_FOUND, "reports.not_found", "reports.not_found");
  }
}
