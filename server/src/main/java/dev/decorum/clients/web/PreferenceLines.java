package dev.decorum.clients.web;

import dev.decorum.clients.Preference;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import java.util.List;
import org.springframework.stereotype.Component;

/// Puts names to who noted a preference.
@Component
class PreferenceLines {

  private final Staff staff;

  PreferenceLines(Staff staff) {
    this.staff = staff;
  }

  List<PreferenceLine> of(List<Preference> entries) {
    return entries.stream()
        .map(
            entry ->
                new PreferenceLine(
                    entry, staff.member(entry.notedBy()).map(Member::name).orElse(null)))
        .toList();
  }
}
