/// The pages of the inbox.
@NullMarked
package dev.decorum.inbox.web;

import org.jspecify.annotations.NullMarked;
