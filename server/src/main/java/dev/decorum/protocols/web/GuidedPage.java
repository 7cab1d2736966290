package dev.decorum.protocols.web;

import dev.decorum.protocols.Guided;
import dev.decorum.protocols.Guided.Place;
import dev.decorum.protocols.Protocol;
import dev.decorum.web.Ui;
import java.util.stream.Collectors;

/// The protocol beside a conversation.
public record GuidedPage(Guided guided) {

  public String address() {
    return "/c/" + guided.no() + "/protocol";
  }

  public static String name(Ui ui, Protocol protocol) {
    return protocol.shipped() ? ui.t(protocol.name()) : protocol.name();
  }

  public String words(Ui ui, Place place) {
    return shipped() ? ui.t(place.step().words()) : place.step().words();
  }

  private boolean shipped() {
    var protocol = guided.protocol();
    return protocol != null && protocol.shipped();
  }

  public boolean chosen(Protocol protocol) {
    var followed = guided.protocol();
    return protocol.id().equals(followed == null ? guided.proposed() : followed.id());
  }

  /// What the coach misses in the draft, in one line; empty when nothing is.
  public String missing(Ui ui) {
    return guided.missing().stream()
        .map(place -> words(ui, place))
        .collect(Collectors.joining(" "));
  }
}
