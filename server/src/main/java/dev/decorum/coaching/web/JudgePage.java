package dev.decorum.coaching.web;

import dev.decorum.coaching.Judgement;
import dev.decorum.coaching.ToJudge;
import dev.decorum.web.FormErrors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A drawn message and the questions to it.
///
/// @param said what was chosen, by place of the question, where the form was refused
public record JudgePage(
    ToJudge drawn, Map<Integer, String> said, String remark, FormErrors errors) {

  public JudgePage {
    said = Map.copyOf(said);
  }

  public List<String> judgements() {
    return Arrays.stream(Judgement.values()).map(Judgement::word).toList();
  }

  public boolean chosen(int question, String judgement) {
    return judgement.equals(said.get(question));
  }
}
