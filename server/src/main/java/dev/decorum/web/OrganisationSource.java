package dev.decorum.web;

import java.time.ZoneId;

/// Tells every page whose installation this is. Implemented by the module that keeps the
/// organisation; asked for each page, so it answers from memory.
public interface OrganisationSource {

  String name();

  ZoneId zone();
}
