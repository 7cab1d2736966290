package dev.decorum.inbox;

import dev.decorum.clients.Channel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One thing that is true of a conversation, or not.
///
/// @param values what the field is compared with: one of them is enough. Words, numbers and ids as
///   the field knows them, never SQL
public record Condition(Field field, Operator operator, List<String> values) {

  /// With `ASSIGNEE`: whoever looks at the list.
  public static final String ME = "me";

  /// With `ASSIGNEE` and `TEAM`: no one.
  public static final String NONE = "none";

  /// With `TEAM`: the teams of whoever looks at the list.
  public static final String MINE = "mine";

  static final int MOST_VALUES = 50;
  private static final int LONGEST_TAG = 50;
  private static final int LONGEST_WAIT = 3660 * 24;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LANGUAGE_TAG = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");

  /// What is looked at.
  public enum Field {
    STATE,
    ASSIGNEE,
    TEAM,
    TAG,
    PRIORITY,
    CHANNEL,
    MAILBOX,
    /// By number.
    CLIENT,
    /// The language the client is written to, where it is known.
    LANGUAGE,
    /// For how many hours the client has waited for an answer.
    WAITING,
    /// Who said the last word: `client` or `us`.
    LAST_FROM,
    /// How many hours ago it began.
    CREATED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The field of this word.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Field of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public List<Operator> operators() {
      return switch (this) {
        case WAITING, CREATED -> List.of(Operator.LONGER, Operator.SHORTER);
        case LAST_FROM -> List.of(Operator.IS);
        case STATE, ASSIGNEE, TEAM, TAG, PRIORITY, CHANNEL, MAILBOX, CLIENT, LANGUAGE ->
            List.of(Operator.IS, Operator.IS_NOT);
      };
    }

    boolean fits(String value) {
      return switch (this) {
        case STATE -> oneOf(value, Status.values(), Status::word);
        case PRIORITY -> oneOf(value, Priority.values(), Priority::word);
        case CHANNEL -> oneOf(value, Channel.values(), Channel::word);
        case ASSIGNEE -> Set.of(ME, NONE).contains(value) || isId(value);
        case TEAM -> Set.of(MINE, NONE).contains(value) || isId(value);
        case MAILBOX -> isId(value);
        case TAG -> !value.isBlank() && value.length() <= LONGEST_TAG;
        case CLIENT -> NUMBER.matcher(value).matches();
        case LANGUAGE -> LANGUAGE_TAG.matcher(value).matches();
        case LAST_FROM -> Set.of("client", "us").contains(value);
        case WAITING, CREATED ->
            value.length() <= 6
                && NUMBER.matcher(value).matches()
                && Integer.parseInt(value) >= 1
                && Integer.parseInt(value) <= LONGEST_WAIT;
      };
    }

    private boolean oneValue() {
      return this == WAITING || this == CREATED || this == LAST_FROM;
    }

    private static <T> boolean oneOf(String value, T[] known, Function<T, String> word) {
      return Arrays.stream(known).map(word).anyMatch(value::equals);
    }

    private static boolean isId(String value) {
      try {
        return UUID.fromString(value).toString().equals(value);
      } catch (IllegalArgumentException malformed) {
        return false;
      }
    }
  }

  /// How it is compared.
  public enum Operator {
    IS,
    IS_NOT,
    /// Longer ago than, for longer than.
    LONGER,
    /// Within, for less than.
    SHORTER;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The operator of this word.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Operator of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public Condition {
    values = values.stream().distinct().toList();
  }

  /// Whether it says something that can be looked up.
  public boolean complete() {
    return field.operators().contains(operator)
        && !values.isEmpty()
        && values.size() <= (field.oneValue() ? 1 : MOST_VALUES)
        && values.stream().allMatch(field::fits);
  }

  boolean is(Field field) {
    return this.field == field && operator == Operator.IS;
  }
}
