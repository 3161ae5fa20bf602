package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What released savepoints rely on: names, and the bytes of each layout. A test that fails here
 * says that old savepoints are lost; a new format gets a file of its own, and the old file stays.
 */
class GoldenTest {

  static Stream<Layout<?>> layouts() {
    return Layout.all().stream();
  }

  @Test
  void theNamesNeverChange() throws Exception {
    List<String> names = new ArrayList<>();
    for (Field field : Uids.class.getFields()) {
      assertThat(Modifier.isStatic(field.getModifiers())).isTrue();
      names.add(field.getName() + " = " + field.get(null));
    }
    Layout.all().forEach(layout -> names.add("layout " + layout.name() + " " + layout.format()));
    names.sort(null);
    assertThat(String.join("\n", names) + "\n").isEqualTo(golden("names.txt"));
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void theBytesNeverChange(Layout<T> layout) throws Exception {
    List<String> lines = golden(layout.name() + "-" + layout.format() + ".hex").lines().toList();
    List<T> values = Pinned.of(layout);
    assertThat(values.stream().map(value -> hex(layout, value))).isEqualTo(lines);
    for (int i = 0; i < lines.size(); i++) {
      byte[] bytes = HexFormat.of().parseHex(lines.get(i));
      assertThat(layout.reader().read(new FrameReader(bytes))).isEqualTo(values.get(i));
    }
  }

  @Test
  void entitiesInTheFirstFormatAreStillRead() throws Exception {
    List<String> lines = golden("entity-1.hex").lines().toList();
    List<Stored> values = Pinned.of(Layout.ENTITY).subList(0, lines.size());
    assertThat(values).hasSize(2).allMatch(value -> value.apart().equals(Apart.NONE));
    for (int i = 0; i < lines.size(); i++) {
      byte[] bytes = HexFormat.of().parseHex(lines.get(i));
      assertThat(EntityFormat.read(new FrameReader(bytes))).isEqualTo(values.get(i));
    }
  }

  private static <T> String hex(Layout<T> layout, T value) {
    return HexFormat.of().formatHex(LayoutTest.write(layout, value));
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = GoldenTest.class.getResourceAsStream("golden/" + name)) {
      Objects.requireNonNull(in, name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
