package dev.decorum.staff.web;

import dev.decorum.web.FormErrors;
import java.util.List;

/// @param zone blank for the organisation's
public record ProfilePage(
    String name,
    String email,
    String zone,
    String organisationZone,
    List<String> zones,
    FormErrors errors) {}
