package dev.decorum.clients.web;

import dev.decorum.clients.Client;
import dev.decorum.clients.Duplicate;
import dev.decorum.web.Ui;
import java.util.stream.Collectors;

/// Two clients who may be one, in words.
public record DuplicateLine(Duplicate pair) {

  public Client one() {
    return pair.one();
  }

  public Client other() {
    return pair.other();
  }

  public String reasons(Ui ui) {
    return pair.reasons().stream()
        .map(reason -> ui.t("clients.duplicates.reason." + reason.word()))
        .collect(Collectors.joining(", "));
  }

  /// Where both stand side by side.
  public String compareUrl() {
    return "/clients/" + one().no() + "/merge?with=" + other().no();
  }
}
