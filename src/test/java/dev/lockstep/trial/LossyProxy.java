package dev.lockstep.trial;

import dev.lockstep.simulate.Chance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to a broker, in this process, on which some acknowledgements of written records are lost
 * together with their connection. The producer cannot know what was written, and sends all again
 * that it had in flight.
 */
final class LossyProxy implements AutoCloseable {
  private final int broker;
  private final double share;
  private final Chance chance;
  private final ServerSocket door;
  private final AtomicInteger lost = new AtomicInteger();
  private final Set<LossyConnection> connections = ConcurrentHashMap.newKeySet();

  /** Opens a way to the port of a broker, on which this share of acknowledgements is lost. */
  LossyProxy(int broker, double share, long seed) throws IOException {
    this.broker = broker;
    this.share = share;
    this.chance = Chance.of(seed);
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    LossyConnection.start("door", this::letIn);
  }

  String address() {
    return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
  }

  /** How many acknowledgements were lost. */
  int lost() {
    return lost.get();
  }

  private void letIn() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server = new Socket(door.getInetAddress(), broker);
      LossyConnection connection =
          new LossyConnection(client, server, door.getLocalPort(), this::isLost);
      connections.add(connection);
      connection.open();
    }
  }

  private synchronized boolean isLost() {
    boolean now = chance.in(share);
    if (now) {
      lost.incrementAndGet();
    }
    return now;
  }

  @Override
  public void close() throws IOException {
    door.close();
    connections.forEach(LossyConnection::close);
  }
}
