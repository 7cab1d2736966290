package dev.decorum.promises.web;

import java.util.List;

/// What speaks against the time of a promise that is being written down.
///
/// @param asked whether anybody looked
/// @param doubts sentences; none: nothing
/// @param take a better time as the form sends it; empty: none
/// @param better the same in words
public record OutlookPage(boolean asked, List<String> doubts, String take, String better) {

  static final OutlookPage NOT_ASKED = new OutlookPage(false, List.of(), "", "");

  public OutlookPage {
    doubts = List.copyOf(doubts);
  }
}
