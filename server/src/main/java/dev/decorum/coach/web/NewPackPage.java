package dev.decorum.coach.web;

import dev.decorum.web.FormErrors;
import java.util.List;

/// A pack to begin.
public record NewPackPage(String name, String reach, List<ReachChoice> reaches, FormErrors errors) {

  public NewPackPage {
    reaches = List.copyOf(reaches);
  }
}
