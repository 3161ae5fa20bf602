package dev.lockstep.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster on this machine is to be.
 *
 * @param folder of its checkpoints, savepoints and logs; null for a temporary one that goes with it
 * @param port where clients ask; 0 for any that is free
 * @param slots of its task manager
 * @param classPath where Flink's jars are, among others
 */
public record LocalClusterOptions(@Nullable Path folder, int port, int slots, String classPath) {}
