/// The pages of reports and their files.
@NullMarked
package dev.decorum.reports.web;

import org.jspecify.annotations.NullMarked;
