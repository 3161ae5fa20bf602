package dev.lockstep.job;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/** What is logged meanwhile, by anybody, from INFO on, with the traces of what was thrown. */
final class LogLines implements AutoCloseable {
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final Collecting appender = new Collecting();
  private final Level before = root().getLevel();

  private LogLines() {}

  static LogLines ofAll() {
    LogLines log = new LogLines();
    log.appender.start();
    log.root().addAppender(log.appender, Level.INFO, null);
    log.root().setLevel(Level.INFO);
    log.context.updateLoggers();
    return log;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  private LoggerConfig root() {
    Configuration configuration = context.getConfiguration();
    return configuration.getRootLogger();
  }

  @Override
  public void close() {
    root().removeAppender(appender.getName());
    root().setLevel(before);
    context.updateLoggers();
    appender.stop();
  }

  /** Keeps each line. */
  private final class Collecting extends AbstractAppender {
    Collecting() {
      super("log-lines", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      StringBuilder line = new StringBuilder(event.getMessage().getFormattedMessage());
      for (Throwable thrown = event.getThrown(); thrown != null; thrown = thrown.getCause()) {
        line.append(' ').append(thrown);
      }
      lines.add(line.toString());
    }
  }
}
