/// Pages to sign in, of one's own account, and for admins.
@NullMarked
package dev.decorum.staff.web;

import org.jspecify.annotations.NullMarked;
