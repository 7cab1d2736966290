package dev.decorum.demo.web;

import dev.decorum.demo.Sample;

/// What there is of the sample.
///
/// @param possible whether there can be one at all
public record SamplePage(boolean possible, Sample.Standing standing) {}
