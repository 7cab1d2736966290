package dev.decorum.coach.web;

import dev.decorum.coach.Checked;
import dev.decorum.coach.Coach;
import dev.decorum.coach.Receipts;
import dev.decorum.inbox.ComposerPanel;
import dev.decorum.inbox.Draft;
import dev.decorum.staff.Viewer;
import dev.decorum.web.Refusal;
import dev.decorum.web.Ui;
import gg.jte.Content;
import gg.jte.TemplateEngine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The coach's column beside the box.
@Component
@Order(1)
class CoachPanel implements ComposerPanel {

  private static final Logger log = LoggerFactory.getLogger(CoachPanel.class);

  private final Coach coach;
  private final Remarks remarks;
  private final Receipts receipts;
  private final TemplateEngine templates;

  CoachPanel(Coach coach, Remarks remarks, Receipts receipts, TemplateEngine templates) {
    this.coach = coach;
    this.remarks = remarks;
    this.receipts = receipts;
    this.templates = templates;
  }

  @Override
  public Optional<Function<Ui, Content>> of(
      Viewer viewer, String address, @Nullable Draft draft, @Nullable Long client, boolean read) {
    var page =
        !read
            ? null
            : draft == null
                ? new FindingsPage(address, 0, false, true, Coach.NOTHING, Map.of(), false)
                : page(
                        address,
                        0,
                        false,
                        draft.content().text(),
                        () -> coach.check(viewer, draft, client),
                        checked -> remarks.on(viewer, draft.no(), checked))
                    .rewording(remarks.reword());
    int unread = receipts.unread(viewer).size();
    return Optional.of(
        ui -> output -> templates.render("coach/panel.jte", parameters(ui, page, unread), output));
  }

  private static Map<String, Object> parameters(Ui ui, @Nullable FindingsPage page, int unread) {
    return page == null
        ? Map.of("ui", ui, "unread", unread)
        : Map.of("ui", ui, "page", page, "unread", unread);
  }

  /// Of a text whose promises nobody gives.
  static FindingsPage page(
      String address, long revision, boolean scripted, String text, Supplier<Checked> check) {
    return page(address, revision, scripted, text, check, _ -> Map.of());
  }

  /// That the coach cannot read must not keep anybody from writing.
  static FindingsPage page(
      String address,
      long revision,
      boolean scripted,
      String text,
      Supplier<Checked> check,
      Function<Checked, Map<String, List<String>>> remarks) {
    try {
      var checked = check.get();
      return new FindingsPage(
          address, revision, scripted, text.isBlank(), checked, remarks.apply(checked), false);
    } catch (Refusal refused) {
      throw refused;
    } catch (RuntimeException failed) {
      log.warn("A draft could not be checked: {}", failed.getClass().getName());
      return new FindingsPage(address, revision, scripted, text.isBlank(), null, Map.of(), false);
    }
  }
}
