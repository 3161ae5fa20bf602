package dev.lockstep.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Hands a Ctrl-C on to a thread as an interrupt, and lets the process live until that thread has
 * tidied up.
 */
final class Interruption {
  private static final int TIDY_UP_SECONDS = 60;

  private final CountDownLatch tidy = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread worker) {
    this.hook = new Thread(() -> stop(worker), "interruption");
  }

  /** Does work that ends when it is interrupted, and is then over for good. */
  static int interruptible(Callable<Integer> work) throws Exception {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    try {
      return work.call();
    } finally {
      interruption.end();
    }
  }

  private void stop(Thread worker) {
    worker.interrupt();
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
