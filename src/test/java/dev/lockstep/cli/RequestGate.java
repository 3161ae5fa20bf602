package dev.lockstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A way to a cluster, in this process, on which what a client asks can be held back for a while.
 * Answers always pass.
 */
final class RequestGate implements AutoCloseable {
  private final int cluster;
  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private boolean shut;

  /** Opens a way to the port of a cluster on this machine. */
  RequestGate(int cluster) throws IOException {
    this.cluster = cluster;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("door", this::letIn);
  }

  String address() {
    return door.getInetAddress().getHostAddress() + ":" + door.getLocalPort();
  }

  /** From now on nothing that is asked gets through. */
  synchronized void shut() {
    shut = true;
  }

  /** What was held back gets through, and what comes. */
  synchronized void open() {
    shut = false;
    notifyAll();
  }

  private synchronized void awaitOpen() throws IOException {
    try {
      while (shut) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private void letIn() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket server = new Socket(door.getInetAddress(), cluster);
      sockets.add(client);
      sockets.add(server);
      start("requests", () -> pass(client, server, this::awaitOpen));
      start("answers", () -> pass(server, client, () -> {}));
    }
  }

  /** Hands on what comes, each time after a wait, until one end has closed. */
  private void pass(Socket from, Socket to, Step before) throws IOException {
    byte[] buffer = new byte[8_192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        before.take();
        out.write(buffer, 0, read);
      }
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  @Override
  public void close() {
    open();
    try {
      door.close();
      for (Socket each : sockets) {
        each.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Work that ends with its connection. */
  private interface Step {
    void take() throws IOException;
  }

  private static void start(String name, Step work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.take();
              } catch (IOException ended) {
                // an end has closed: there is nothing more to pass on
              }
            },
            "gate " + name);
    thread.setDaemon(true);
    thread.start();
  }
}
