/// Encrypted files in pieces: attachments and raw mail.
@ApplicationModule(
    displayName = "Files",
    allowedDependencies = {"staff"})
@NullMarked
package dev.decorum.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
