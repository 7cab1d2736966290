/// Encryption of fields and files, keys and their rotation, blind indexes and keyed search words.
@ApplicationModule(displayName = "Vault")
@NullMarked
package dev.decorum.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
