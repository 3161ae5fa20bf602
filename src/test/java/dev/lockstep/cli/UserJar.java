package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.reduce.JsonReducer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A jar as a user builds it: one class that this process knows nothing of. */
public final class UserJar {
  private UserJar() {}

  /** Compiles the class, and packs it. */
  public static Path of(Path folder, String className, String source) throws IOException {
    String path = className.replace('.', '/');
    Path file = folder.resolve(path + ".java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", classPath(), "-d", folder.toString(), file.toString());
    assertThat(status).as("javac").isZero();

    Path jar = folder.resolve("user.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(path + ".class"));
      out.write(Files.readAllBytes(folder.resolve(path + ".class")));
    }
    return jar;
  }

  private static String classPath() {
    return Stream.of(JsonReducer.class, JsonNode.class, TreeNode.class)
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
