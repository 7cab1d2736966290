/// Words as rules compare them: short forms written out, spelling mistakes mended, stems and
/// families of meaning known; and patterns over such words.
@NullMarked
package dev.decorum.conduct.wording;

import org.jspecify.annotations.NullMarked;
