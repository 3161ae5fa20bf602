package dev.lockstep.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process has used so far, its start among it. */
public final class ProcessCosts {
  private static final Path STATUS = Path.of("/proc/self/status");

  private ProcessCosts() {}

  /** Processor time, of all cores together. */
  public static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  /** Peak resident memory in MiB; 0 where the system does not tell. */
  public static long peakResidentMib() {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
        }
      }
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
