/** {@code lockstep bench scale}: one operator on RocksDB with ever more entities. */
@NullMarked
package dev.lockstep.bench.scale;

import org.jspecify.annotations.NullMarked;
