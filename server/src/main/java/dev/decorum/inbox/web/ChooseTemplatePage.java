package dev.decorum.inbox.web;

import java.util.List;

/// Templates to choose from, for browsers without script.
///
/// @param action address of a choice, without the number of the template
/// @param back to the box
public record ChooseTemplatePage(List<TemplateOption> options, String action, String back) {

  public ChooseTemplatePage {
    options = List.copyOf(options);
  }
}
