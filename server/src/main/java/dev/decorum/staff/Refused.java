package dev.decorum.staff;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;

/// What was asked for breaks a rule of the staff; nothing was changed. The message says in words
/// what to do and holds no personal data.
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<Objection> objections;

  public Refused(Objection... objections) {
    this(List.of(objections));
  }

  public Refused(List<Objection> objections) {
    super(words(objections));
    this.objections = List.copyOf(objections);
  }

  public List<Objection> objections() {
    return objections;
  }

  private static String words(List<Objection> objections) {
    var bundle = ResourceBundle.getBundle("messages.staff", Locale.ENGLISH);
    return objections.stream()
        .map(objection -> bundle.getString(objection.key()))
        .collect(Collectors.joining(" "));
  }
}
