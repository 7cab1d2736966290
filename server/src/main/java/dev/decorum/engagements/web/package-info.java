@NullMarked
package dev.decorum.engagements.web;

import org.jspecify.annotations.NullMarked;
