/**
 * Savepoints looked at and made without a running job: counted, checked, compared, exported,
 * bootstrapped. May use {@code state}, {@code codec} and {@code spec}, Flink's state backends, and
 * JDBC for dumps that are tables.
 */
@NullMarked
package dev.lockstep.savepoint;

import org.jspecify.annotations.NullMarked;
