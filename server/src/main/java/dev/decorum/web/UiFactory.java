package dev.decorum.web;

import dev.decorum.database.DecorumProperties;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Makes the `ui` of each page.
@Component
class UiFactory {

  private final MessageSource words;
  private final Assets assets;
  private final Sections sections;
  private final Clock clock;
  private final ObjectProvider<PageDirectory> directories;
  private final ObjectProvider<ViewerSource> viewers;
  private final ObjectProvider<OrganisationSource> organisations;
  private final ZoneId zone;
  private final ObjectProvider<SampleSource> samples;

  UiFactory(
      MessageSource words,
      Assets assets,
      Sections sections,
      Clock clock,
      ObjectProvider<PageDirectory> directories,
      ObjectProvider<ViewerSource> viewers,
      ObjectProvider<OrganisationSource> organisations,
      ObjectProvider<SampleSource> samples,
      DecorumProperties decorum) {
    this.words = words;
    this.assets = assets;
    this.sections = sections;
    this.clock = clock;
    this.directories = directories;
    this.viewers = viewers;
    this.organisations = organisations;
    this.zone = decorum.zone();
    this.samples = samples;
  }

  Ui of(HttpServletRequest request) {
    ViewerSource source = viewers.getIfAvailable();
    SignedIn viewer = source == null ? null : source.current(request);
    OrganisationSource organisation = organisations.getIfAvailable();
    return organisation == null
        ? ui(request, viewer, "Decorum", zone, null)
        : ui(request, viewer, organisation.name(), organisation.zone(), sample());
  }

  /// For pages that must come out even when the database is away: asks nobody who is signed in.
  Ui bare(HttpServletRequest request) {
    return ui(request, null, "Decorum", zone, null);
  }

  private @Nullable String sample() {
    SampleSource source = samples.getIfAvailable();
    return source == null ? null : source.sample();
  }

  private Ui ui(
      HttpServletRequest request,
      @Nullable SignedIn viewer,
      String organisation,
      ZoneId organisationZone,
      @Nullable String sample) {
    ZoneId own = viewer == null ? null : viewer.zone();
    return new Ui(
        request,
        words,
        assets,
        sections,
        directories.orderedStream().toList(),
        clock,
        viewer,
        organisation,
        own == null ? organisationZone : own,
        sample);
  }
}
