package dev.decorum.web;

/// An entry of the sidebar.
public record SectionLink(Section section, String url) {}
