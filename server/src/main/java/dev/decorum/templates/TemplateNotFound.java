package dev.decorum.templates;

import dev.decorum.web.Refusal;
import org.springframework.http.HttpStatus;

/// There is no such template, or not for this member.
public final class TemplateNotFound extends Refusal {

  private static final long serialVersionUID = 1L;

  public TemplateNotFound() {
    super(HttpStatus.NOT_FOUND, "template.not_found", "templates.refusal.not_found");
  }
}
