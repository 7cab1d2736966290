package dev.decorum.promises.web;

import static java.util.stream.Collectors.toSet;

import dev.decorum.hours.Absences;
import dev.decorum.promises.PromiseView;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
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
  ///
  /// @param promised whose owners are among them
  List<Colleague> colleagues(Viewer viewer, List<PromiseView> promised) {
    var owners = promised.stream().map(PromiseView::owner).collect(toSet());
    return staff.colleagues(viewer.id(), null, one -> owners.contains(one.id())).stream()
        .map(one -> new Colleague(one, absences.back(one.id()).orElse(null)))
        .toList();
  }
}
