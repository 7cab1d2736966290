package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One question of the set-up.
///
/// @param value what was answered before; empty for the password, which is never shown
/// @param email the name by which a password manager keeps the password; empty before it is known
public record SetUpPage(Question question, String value, String email, FormErrors errors) {

  /// How many questions there are. The last, whether to look around with sample data, is asked by
  /// the module that has them.
  public static final int QUESTIONS = Question.values().length + 1;

  /// Where the last one is asked.
  static final String SAMPLE = "/setup/sample";

  /// What is asked, in this order.
  public enum Question {
    NAME("/setup", "name"),
    EMAIL("/setup/email", "email"),
    PASSWORD("/setup/password", "password"),
    ORGANISATION("/setup/organisation", "name"),
    ZONE("/setup/zone", "zone");

    private final String path;
    private final String field;

    Question(String path, String field) {
      this.path = path;
      this.field = field;
    }

    public String path() {
      return path;
    }

    public String field() {
      return field;
    }

    public int number() {
      return ordinal() + 1;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Where the question before is asked; null where there is no way back: who has a password is
    /// the admin.
    public @Nullable String back() {
      return this == NAME || this == ORGANISATION ? null : values()[ordinal() - 1].path;
    }

    String next() {
      return this == ZONE ? SAMPLE : values()[ordinal() + 1].path;
    }
  }

  public List<String> zones() {
    return question == Question.ZONE ? Zones.all() : List.of();
  }
}
