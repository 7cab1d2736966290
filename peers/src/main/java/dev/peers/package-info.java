/// Real mail servers of other houses, and lines that break: whom tests and benchmarks talk to. No
/// part of the program.
@NullMarked
package dev.peers;

import org.jspecify.annotations.NullMarked;
