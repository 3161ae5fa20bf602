package dev.lockstep.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** What is said of an address where no cluster answers. */
class FlinkRestTest {

  @Test
  void nothingListens() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    ClusterFailure failure = failure(port);
    assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
    assertThat(failure)
        .hasMessageContaining("no Flink cluster answers at 127.0.0.1:" + port)
        .hasMessageContaining("is its job manager running?");
  }

  @Test
  void somethingElseAnswers() throws Exception {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext(
        "/",
        exchange -> {
          byte[] page = "<html>welcome</html>".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    other.start();
    try {
      ClusterFailure failure = failure(other.getAddress().getPort());
      assertThat(failure.kind()).isEqualTo(ClusterFailure.Kind.ENVIRONMENT);
      assertThat(failure).hasMessageContaining("is no Flink cluster");
    } finally {
      other.stop(0);
    }
  }

  private static ClusterFailure failure(int port) {
    FlinkCluster cluster = new FlinkCluster(new ClusterAddress("127.0.0.1", port));
    return catchThrowableOfType(ClusterFailure.class, cluster::slots);
  }
}
