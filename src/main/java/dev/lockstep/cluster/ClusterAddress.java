package dev.lockstep.cluster;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a Flink cluster answers REST calls.
 *
 * @param host a name or an address
 * @param port 8081 unless the cluster was set up otherwise
 */
public record ClusterAddress(String host, int port) {
  private static final int PORT_AT_MOST = 65_535;
  private static final Pattern WRITTEN =
      Pattern.compile("(?:http://)?([\\w.-]+|\\[[0-9a-fA-F:.]+]):(\\d{1,5})/?");

  /**
   * Reads an address.
   *
   * @param text such as {@code localhost:8081}
   * @throws IllegalArgumentException if it is none
   */
  public static ClusterAddress of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches() || Integer.parseInt(written.group(2)) > PORT_AT_MOST) {
      throw new IllegalArgumentException("`" + text + "` is not HOST:PORT, such as localhost:8081");
    }
    ClusterAddress address =
        new ClusterAddress(written.group(1), Integer.parseInt(written.group(2)));
    if (address.uri("/").getHost() == null) {
      throw new IllegalArgumentException(
          "`" + address.host + "` is no host that HTTP can name: letters, digits, `-` and `.`");
    }
    return address;
  }

  /** Whether the cluster sees this machine's disks. */
  boolean isThisMachine() {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  URI uri(String path) {
    return URI.create("http://" + this + path);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
