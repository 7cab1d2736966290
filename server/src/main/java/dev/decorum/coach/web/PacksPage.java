package dev.decorum.coach.web;

import dev.decorum.coach.OwnPack;
import dev.decorum.web.FormErrors;
import java.util.List;

/// The packs of the organisation, for those who write them.
public record PacksPage(List<Row> rows, List<ReachChoice> reaches, FormErrors errors) {

  public PacksPage {
    rows = List.copyOf(rows);
    reaches = List.copyOf(reaches);
  }

  /// @param usable whether it can be used by this version of the product, where it holds
  public record Row(OwnPack pack, ReachChoice reach, boolean usable) {}
}
