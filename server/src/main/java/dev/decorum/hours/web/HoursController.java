package dev.decorum.hours.web;

import dev.decorum.hours.Calendar;
import dev.decorum.hours.CalendarRefused;
import dev.decorum.hours.Calendars;
import dev.decorum.hours.Holidays;
import dev.decorum.hours.NewCalendar;
import dev.decorum.staff.Organisation;
import dev.decorum.staff.Permission;
import dev.decorum.staff.Requires;
import dev.decorum.staff.Viewer;
import dev.decorum.web.FormErrors;
import dev.decorum.web.Toast;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where admins say when the organisation works.
@Controller
@RequestMapping(HoursController.HOME)
@Requires(Permission.MANAGE_STAFF)
class HoursController {

  static final String HOME = "/admin/hours";

  static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> id.contains("/") && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
          .sorted()
          .toList();

  private final Calendars calendars;
  private final Organisation organisation;
  private final Clock clock;

  HoursController(Calendars calendars, Organisation organisation, Clock clock) {
    this.calendars = calendars;
    this.organisation = organisation;
    this.clock = clock;
  }

  @GetMapping
  String list(Model model) {
    var now = clock.instant();
    model.addAttribute(
        "page",
        new HoursPage(
            calendars.all().stream().map(one -> HoursPage.Row.of(one, now)).toList(),
            calendars.standard().no() == 0));
    return "hours/hours";
  }

  @GetMapping("/new")
  String form(Locale language, Model model) {
    var suggested = calendars.standard().written();
    var blank =
        new NewCalendar(
            "", organisation.zone().getId(), suggested.week(), suggested.holidays(), "");
    return form(null, CalendarForm.of(blank), FormErrors.none(), language, model);
  }

  @GetMapping("/{no}")
  String show(@PathVariable int no, Locale language, Model model) {
    var calendar = calendars.byNo(no);
    var form = CalendarForm.of(calendar.written());
    return form(calendar, form, FormErrors.none(), language, model);
  }

  @PostMapping
  String add(
      Viewer viewer,
      @ModelAttribute CalendarForm form,
      Locale language,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      calendars.add(viewer, form.calendar());
    } catch (CalendarRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(null, form, errors(refused), language, model);
    }
    return done("hours.saved", redirect);
  }

  @PostMapping("/{no}")
  String change(
      Viewer viewer,
      @PathVariable int no,
      @RequestParam int version,
      @ModelAttribute CalendarForm form,
      Locale language,
      Model model,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    try {
      calendars.change(viewer, no, version, form.calendar());
    } catch (CalendarRefused refused) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(calendars.byNo(no), form, errors(refused), language, model);
    }
    return done("hours.saved", redirect);
  }

  @PostMapping("/{no}/standard")
  String makeStandard(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    calendars.makeStandard(viewer, no);
    return done("hours.made_standard", redirect);
  }

  @PostMapping("/{no}/remove")
  String remove(Viewer viewer, @PathVariable int no, RedirectAttributes redirect) {
    calendars.remove(viewer, no);
    return done("hours.removed", redirect);
  }

  private static String done(String words, RedirectAttributes redirect) {
    Toast.of(words).afterRedirect(redirect);
    return "redirect:" + HOME;
  }

  private static FormErrors errors(CalendarRefused refused) {
    var field =
        switch (refused.reason()) {
          case NO_NAME, LONG_NAME, TOO_MANY, STANDARD_STAYS -> "name";
          case UNKNOWN_ZONE -> "zone";
          case BAD_HOURS, OVERLAP, TOO_LONG_A_NIGHT, NO_HOURS -> "week";
          case UNKNOWN_HOLIDAYS -> "holidays";
          case BAD_DAY, DOUBLE_DAY, TOO_MANY_DAYS -> "days";
        };
    return FormErrors.none().and(field, refused.messageKey(), refused.args().toArray());
  }

  private String form(
      @Nullable Calendar calendar,
      CalendarForm form,
      FormErrors errors,
      Locale language,
      Model model) {
    model.addAttribute(
        "page",
        new CalendarPage(
            calendar,
            form,
            Holidays.countries(language),
            Holidays.regions(form.country(), language),
            ZONES,
            calendar == null || errors.any()
                ? List.of()
                : CalendarPage.coming(calendar.work(), clock.instant(), language),
            errors));
    return "hours/calendar";
  }
}
