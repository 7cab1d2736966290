@NullMarked
package dev.decorum.sla.web;

import org.jspecify.annotations.NullMarked;
