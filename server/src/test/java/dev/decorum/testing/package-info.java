/// What tests of every module share.
@NullMarked
package dev.decorum.testing;

import org.jspecify.annotations.NullMarked;
