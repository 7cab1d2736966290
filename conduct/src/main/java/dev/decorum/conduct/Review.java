package dev.decorum.conduct;

import java.util.List;

/// What there is to say about a reply.
///
/// @param findings of the whole reply first, then in the order of the text
/// @param commitments in the order of the text
/// @param questions of the client's message, in its order; empty where there is none
public record Review(
    List<Finding> findings,
    List<Commitment> commitments,
    List<Question> questions,
    Signals signals,
    Score score) {

  public Review {
    findings = List.copyOf(findings);
    commitments = List.copyOf(commitments);
    questions = List.copyOf(questions);
  }
}
