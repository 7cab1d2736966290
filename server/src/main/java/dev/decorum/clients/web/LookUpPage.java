package dev.decorum.clients.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.clients.LookUp;
import dev.decorum.clients.LookUpInput;
import dev.decorum.clients.NamedBy;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Where an officer opens a client's record, and which are open now.
///
/// @param input what stands in the form
public record LookUpPage(LookUpInput input, FormErrors errors, List<Open> open) {

  /// A record that is open.
  public record Open(LookUp lookUp, ClientSummary client) {}

  public LookUpPage {
    open = List.copyOf(open);
  }

  public List<NamedBy> ways() {
    return List.of(NamedBy.values());
  }

  public String typed() {
    return input.which() == null ? "" : input.which();
  }

  public String reason() {
    return input.reason() == null ? "" : input.reason();
  }

  /// Until when, for the reader: `Saturday 18:40 (Central European Time)`.
  public static String until(LookUp lookUp, Ui ui) {
    return DateTimeFormatter.ofPattern("EEEE HH:mm", ui.locale())
            .format(lookUp.endsAt().atZone(ui.zone()))
        + " ("
        + ui.zoneName()
        + ")";
  }
}
