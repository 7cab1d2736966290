/// Rule packs: reading them, layering them, and finding in a text what their rules object to.
@NullMarked
package dev.decorum.conduct.rules;

import org.jspecify.annotations.NullMarked;
