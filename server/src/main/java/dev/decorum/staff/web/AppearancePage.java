package dev.decorum.staff.web;

/// @param theme `system`, `light` or `dark`
public record AppearancePage(String theme) {}
