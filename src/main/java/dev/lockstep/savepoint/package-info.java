/**
 * Savepoints looked at and made without a running job: counted, checked, compared, exported,
 * bootstrapped. May use {@code state}, {@code codec} and {@code spec}, and Flink's state backends
 * and State Processor API.
 */
@NullMarked
package dev.lockstep.savepoint;

import org.jspecify.annotations.NullMarked;
