package dev.decorum.templates;

/// What clients wrote next after messages with words of a template, in the last weeks. Surveys
/// would tell more: this is heard from what they write of their own accord.
///
/// @param thanks in how many of their messages they thank
/// @param upset in how many they complain or are frustrated
public record Echo(long answers, long thanks, long upset) {

  public static final Echo NONE = new Echo(0, 0, 0);

  /// From how many answers on there is a figure: fewer say nothing.
  public static final int FEWEST = 20;

  public boolean enough() {
    return answers >= FEWEST;
  }

  /// Of a hundred answers.
  public int thanksPercent() {
    return percent(thanks);
  }

  public int upsetPercent() {
    return percent(upset);
  }

  private int percent(long some) {
    return answers == 0 ? 0 : Math.round(100f * some / answers);
  }
}
