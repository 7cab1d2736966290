@NullMarked
package dev.decorum.promises.web;

import org.jspecify.annotations.NullMarked;
