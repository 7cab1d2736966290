package dev.decorum.promises.web;

import dev.decorum.hours.Absences;
import dev.decorum.promises.PromiseView;
import dev.decorum.staff.Member;
import dev.decorum.staff.Staff;
import java.util.List;
import org.springframework.stereotype.Component;

/// Names those who keep promises.
@Component
class Lines {

  private final Staff staff;
  private final Absences absences;

  Lines(Staff staff, Absences absences) {
    this.staff = staff;
    this.absences = absences;
  }

  Line of(PromiseView promise) {
    var owner = promise.owner();
    return new Line(promise, owner == null ? null : staff.member(owner).orElse(null));
  }

  List<Line> of(List<PromiseView> promises) {
    return promises.stream().map(this::of).toList();
  }

  /// Who could keep one.
  List<Colleague> colleagues() {
    return staff.members().stream()
        .filter(Member::serves)
        .map(one -> new Colleague(one, absences.back(one.id()).orElse(null)))
        .toList();
  }
}
