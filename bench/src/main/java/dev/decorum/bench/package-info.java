/// Benchmarks: each prints figures that the documents quote.
@NullMarked
package dev.decorum.bench;

import org.jspecify.annotations.NullMarked;
