package dev.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Hands a Ctrl-C on to a thread as an interrupt, and lets the process live until that thread has
 * tidied up.
 */
final class Interruption {
  private static final int TIDY_UP_SECONDS = 60;
  private static final int EXIT_CODE = 130;
  private static final Lock DISTURBING = new ReentrantLock();

  /** Of this process, which is interrupted once. */
  private static volatile @Nullable Interruption current;

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::stop, "interruption");
  private final Runnable first;
  private volatile boolean asked;

  private Interruption(Runnable first) {
    this.first = first;
  }

  /** Does work that ends in order when it is interrupted, and is then over for good. */
  static int interruptible(Callable<Integer> work) throws Exception {
    return new Interruption(() -> {}).around(work);
  }

  /** Does work in which parts are {@link #undisturbed}; what is said first is why it goes on. */
  static int announced(Runnable notice, Callable<Integer> work) throws Exception {
    return new Interruption(notice).around(work);
  }

  /** Whether somebody has interrupted this process. */
  static boolean isAsked() {
    Interruption interruption = current;
    return interruption != null && interruption.asked;
  }

  /** Does work of which nothing is kept when it is interrupted; what complains then is no news. */
  static int abandonable(Callable<Integer> work) throws Exception {
    Interruption interruption = new Interruption(Interruption::silence);
    try {
      return interruption.around(work);
    } catch (Exception failure) {
      if (interruption.asked) {
        return EXIT_CODE;
      }
      throw failure;
    }
  }

  /** Does a part of the work that is better awaited than interrupted. */
  static <T> T undisturbed(Callable<T> part) throws Exception {
    DISTURBING.lock();
    try {
      return part.call();
    } finally {
      DISTURBING.unlock();
    }
  }

  private static void silence() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
  }

  /** Waits until all is tidy that an interruption must wait for. */
  static void awaitTidy() {
    Interruption interruption = current;
    if (interruption != null) {
      interruption.await();
    }
  }

  private int around(Callable<Integer> work) throws Exception {
    current = this;
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.call();
    } finally {
      end();
    }
  }

  private void stop() {
    asked = true;
    first.run();
    DISTURBING.lock();
    try {
      worker.interrupt();
    } finally {
      DISTURBING.unlock();
    }
    await();
  }

  private void await() {
    try {
      tidy.await(TIDY_UP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    tidy.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // the hook is what brought us here
    }
  }
}
