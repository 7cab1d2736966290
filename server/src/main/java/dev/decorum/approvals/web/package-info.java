/// Where admins say whose replies need approval.
@NullMarked
package dev.decorum.approvals.web;

import org.jspecify.annotations.NullMarked;
