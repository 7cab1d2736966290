package dev.decorum.coaching;

import java.util.List;
import java.util.UUID;

/// Questions by which people judge messages, as published last or at some time.
///
/// @param version counts from 1; what was judged keeps the version it was judged by
/// @param id of the version
public record Scorecard(int no, String name, int version, UUID id, List<Question> questions) {

  public static final int MOST_QUESTIONS = 20;
  public static final int LONGEST_QUESTION = 300;
  public static final int LONGEST_NAME = 80;

  public Scorecard {
    questions = List.copyOf(questions);
  }
}
