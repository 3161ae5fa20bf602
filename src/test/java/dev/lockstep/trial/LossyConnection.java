package dev.lockstep.trial;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One connection of a client to a broker, request by request.
 *
 * <p>A Kafka message is its length and a frame. A request's frame begins with its kind, its version
 * and a number, the response's with the same number.
 */
final class LossyConnection {
  private static final short PRODUCE = 0;
  private static final short LOST = -1;
  private static final int BEHIND = 2;
  private static final long ON_THE_WAY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long PATIENCE_MILLIS = 30;

  private final Socket client;
  private final Socket server;
  private final int port;
  private final BooleanSupplier isLost;
  private final Map<Integer, Short> asked = new ConcurrentHashMap<>();
  private final Semaphore dropped = new Semaphore(0);

  /** A connection from a client that must not learn of any other port than this. */
  LossyConnection(Socket client, Socket server, int port, BooleanSupplier isLost) {
    this.client = client;
    this.server = server;
    this.port = port;
    this.isLost = isLost;
  }

  void open() {
    start("requests", () -> untilEither(this::requests));
    start("responses", () -> untilEither(this::responses));
  }

  private void untilEither(Pump pump) throws IOException {
    try {
      pump.run();
    } finally {
      close();
    }
  }

  /** Behind a request whose acknowledgement will be lost, nothing gets through any more. */
  private void requests() throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(server.getOutputStream());
    boolean losing = false;
    while (true) {
      byte[] frame = read(in);
      ByteBuffer request = ByteBuffer.wrap(frame);
      short kind = request.getShort(0);
      if (losing) {
        dropped.release();
      } else {
        losing = kind == PRODUCE && isLost.getAsBoolean();
        asked.put(request.getInt(4), losing ? LOST : kind);
        write(out, frame);
      }
    }
  }

  /** Acknowledgements take their time, so that more is written before one is lost. */
  private void responses() throws IOException {
    DataInputStream in = new DataInputStream(server.getInputStream());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    while (true) {
      byte[] frame = read(in);
      short kind = asked.remove(ByteBuffer.wrap(frame).getInt(0));
      if (kind == LOST) {
        awaitMoreBehind();
        return;
      }
      if (kind == PRODUCE) {
        LockSupport.parkNanos(ON_THE_WAY_NANOS);
        if (isLost.getAsBoolean()) {
          return;
        }
      } else {
        hideBroker(frame);
      }
      write(out, frame);
    }
  }

  /** What is lost behind an acknowledgement is sent again in another order. */
  private void awaitMoreBehind() {
    try {
      dropped.tryAcquire(BEHIND, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where a response names the broker's address, it names the proxy's from now on. */
  private void hideBroker(byte[] frame) {
    byte[] host = server.getInetAddress().getHostAddress().getBytes(US_ASCII);
    ByteBuffer address = ByteBuffer.allocate(host.length + Integer.BYTES);
    address.put(host).putInt(server.getPort());
    ByteBuffer response = ByteBuffer.wrap(frame);
    for (int at = 0; at + address.capacity() <= frame.length; at++) {
      if (response.slice(at, address.capacity()).equals(address.rewind())) {
        response.putInt(at + host.length, port);
      }
    }
  }

  private static byte[] read(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }

  private static void write(DataOutputStream out, byte[] frame) throws IOException {
    out.write(
        ByteBuffer.allocate(Integer.BYTES + frame.length).putInt(frame.length).put(frame).array());
    out.flush();
  }

  void close() {
    try {
      client.close();
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Work that ends with its connection. */
  interface Pump {
    void run() throws IOException;
  }

  static void start(String name, Pump pump) {
    Thread thread =
        new Thread(
            () -> {
              try {
                pump.run();
              } catch (IOException ended) {
                // an end has closed: there is nothing more to pass on
              }
            },
            "lossy " + name);
    thread.setDaemon(true);
    thread.start();
  }
}
