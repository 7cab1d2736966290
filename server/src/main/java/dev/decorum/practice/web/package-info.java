/// Pages to practise on.
@NullMarked
package dev.decorum.practice.web;

import org.jspecify.annotations.NullMarked;
