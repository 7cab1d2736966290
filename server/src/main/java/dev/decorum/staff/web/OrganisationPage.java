package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;
import java.util.List;

/// What the organisation is called and where its clocks stand.
public record OrganisationPage(String name, String zone, List<String> zones, FormErrors errors) {}
