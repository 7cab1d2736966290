package dev.decorum.staff;

import dev.decorum.web.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;

/// What was asked for breaks a rule of the staff; nothing was changed. The message says in words
/// what to do and holds no personal data.
public final class Refused extends Refusal {

  private static final long serialVersionUID = 1L;

  private final List<Objection> objections;

  public Refused(Objection objection) {
    this(List.of(objection));
  }

  /// @param objections at least one
  public Refused(List<Objection> objections) {
    super(HttpStatus.UNPROCESSABLE_CONTENT, "staff.refused", objections.getFirst().key());
    this.objections = List.copyOf(objections);
  }

  public List<Objection> objections() {
    return objections;
  }

  /// For the command line, which has no page to show the reasons on.
  @Override
  public String getMessage() {
    var bundle = ResourceBundle.getBundle("messages.staff", Locale.ENGLISH);
    return objections.stream()
        .map(objection -> bundle.getString(objection.key()))
        .collect(Collectors.joining(" "));
  }
}
