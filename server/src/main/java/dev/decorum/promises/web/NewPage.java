package dev.decorum.promises.web;

import dev.decorum.clients.ClientSummary;
import dev.decorum.promises.Due;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Ui;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a promise is written down by hand.
///
/// @param found what was said in the conversation and sounds like a promise
public record NewPage(
    ClientSummary client,
    PromiseForm form,
    List<Found> found,
    List<Colleague> colleagues,
    int me,
    OutlookPage outlook,
    FormErrors errors) {

  public NewPage {
    found = List.copyOf(found);
    colleagues = List.copyOf(colleagues);
  }

  /// Words of a call, meeting, visit or note that promise something.
  ///
  /// @param url of this page with them filled in
  public record Found(String words, Due due, String url) {

    public String due(Ui ui) {
      return Line.due(due, ui);
    }
  }

  public String typed(@Nullable String text) {
    return PromiseForm.typed(text);
  }

  public boolean chosen(Colleague one) {
    var owner = form.owner();
    return one.member().no() == (owner == null ? me : owner);
  }

  public String back() {
    var conversation = form.conversation();
    return conversation == null ? "/clients/" + client.no() : "/c/" + conversation;
  }
}
