package dev.decorum.protocols.web;

import dev.decorum.protocols.Look;
import dev.decorum.web.FormErrors;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the organisation's protocols in its form.
///
/// @param no null: a new one
/// @param steps one a line
public record ProtocolPage(
    @Nullable Integer no, int version, String name, String steps, FormErrors errors) {

  public String action() {
    return ProtocolsController.HOME + (no == null ? "" : "/" + no);
  }

  /// What may stand before a colon.
  public List<String> looks() {
    return Arrays.stream(Look.values()).map(Look::word).toList();
  }
}
