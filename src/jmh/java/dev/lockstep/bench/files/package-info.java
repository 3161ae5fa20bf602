/** {@code lockstep bench files}: a run from files to files beside reading and decoding alone. */
@NullMarked
package dev.lockstep.bench.files;

import org.jspecify.annotations.NullMarked;
