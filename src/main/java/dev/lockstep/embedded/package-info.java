/**
 * Servers inside this process, for demos, local runs and tests: an Apache Kafka broker. They listen
 * on the loopback interface only. Never reachable from {@code job}: a cluster has its own. May use
 * nothing else of Lockstep.
 */
@NullMarked
package dev.lockstep.embedded;

import org.jspecify.annotations.NullMarked;
