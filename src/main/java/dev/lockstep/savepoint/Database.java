package dev.lockstep.savepoint;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A database and who looks at it. It shows no password. */
public final class Database {
  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final @Nullable Path driver;

  /**
   * One.
   *
   * @param url {@code jdbc:...}
   * @param driver the jar of a driver that is not on the class path
   */
  public Database(
      String url, @Nullable String user, @Nullable String password, @Nullable Path driver) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.driver = driver;
  }

  /** A connection for reading; all that it reads is as of one time, where the database can. */
  Connection open() throws IOException {
    try {
      Connection connection = connect();
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      if (connection
          .getMetaData()
          .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return connection;
    } catch (SQLException failure) {
      throw new IOException(
          "cannot reach the database " + this + ": " + failure.getMessage(), failure);
    }
  }

  private Connection connect() throws IOException, SQLException {
    for (Driver each : ServiceLoader.load(Driver.class, drivers())) {
      Connection connection = each.acceptsURL(url) ? each.connect(url, properties()) : null;
      if (connection != null) {
        return connection;
      }
    }
    throw new IOException("no driver takes " + this + ": give its jar with --driver");
  }

  private ClassLoader drivers() throws IOException {
    ClassLoader ours = Database.class.getClassLoader();
    return driver == null ? ours : new URLClassLoader(new URL[] {driver.toUri().toURL()}, ours);
  }

  private Properties properties() {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    return properties;
  }

  /** Its address, without the properties. */
  @Override
  public String toString() {
    return url.replaceFirst("[?;].*", "");
  }
}
