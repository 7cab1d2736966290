package dev.decorum.web;

/// Tells a page where the stream of events stands, so that its browser can follow from there on.
public interface LivePosition {

  String ATTRIBUTE = "dev.decorum.web.live";

  String latest();
}
