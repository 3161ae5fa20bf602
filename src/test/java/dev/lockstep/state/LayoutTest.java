package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Abandoned;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.HeldIndex;
import dev.lockstep.reconcile.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
  private static final long SEED = 20_260_101;

  static Stream<Layout<?>> layouts() {
    return Layout.all().stream();
  }

  @Test
  void everyLayoutHasItsSamples() {
    assertThat(Samples.OF.keySet()).containsExactlyInAnyOrderElementsOf(Layout.all());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void whatIsWrittenIsReadAgain(Layout<T> layout) throws Exception {
    TypeSerializer<T> serializer = serializer(layout);
    Samples samples = new Samples(new Random(SEED));
    for (int i = 0; i < 300; i++) {
      T value = sample(layout, samples);
      DataOutputSerializer written = new DataOutputSerializer(64);
      serializer.serialize(value, written);
      DataInputDeserializer in = new DataInputDeserializer(written.getCopyOfBuffer());
      assertThat(serializer.deserialize(in)).as("seed %d, sample %d", SEED, i).isEqualTo(value);
      assertThat(in.available()).as("bytes left, seed %d, sample %d", SEED, i).isZero();
    }
  }

  @Test
  void aResidueTakesAFewBytes() {
    Entity residue =
        new Entity(
            new Version.Single(300),
            new Version.Single(300),
            null,
            298,
            0x1234_5678_9abc_def0L,
            1_700_000_000_000L,
            null,
            null,
            true,
            HeldIndex.EMPTY,
            0,
            Memory.EMPTY,
            Abandoned.NONE,
            Long.MIN_VALUE,
            Entity.StaleRun.NONE,
            null,
            Acts.NONE,
            Entity.Timers.OFF);
    assertThat(write(Layout.ENTITY, new Stored(residue, List.of())).length).isEqualTo(23);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void valuesThatFollowEachOtherAreCopiedOneByOne(Layout<T> layout) throws Exception {
    TypeSerializer<T> serializer = serializer(layout);
    Samples samples = new Samples(new Random(SEED));
    T first = sample(layout, samples);
    T second = sample(layout, samples);
    DataOutputSerializer written = new DataOutputSerializer(64);
    serializer.serialize(first, written);
    serializer.serialize(second, written);
    DataInputDeserializer in = new DataInputDeserializer(written.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(in, copied);
    serializer.copy(in, copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(written.getCopyOfBuffer());
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void aCutValueIsNoticed(Layout<T> layout) throws Exception {
    TypeSerializer<T> serializer = serializer(layout);
    DataOutputSerializer written = new DataOutputSerializer(64);
    serializer.serialize(sample(layout, new Samples(new Random(SEED))), written);
    byte[] cut = Arrays.copyOf(written.getSharedBuffer(), written.length() - 1);
    assertThatThrownBy(() -> serializer.deserialize(new DataInputDeserializer(cut)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void aValueThatEndsBeforeItsLengthSaysIsNoticed(Layout<T> layout) throws Exception {
    byte[] whole = write(layout, sample(layout, new Samples(new Random(SEED))));
    assertThatThrownBy(() -> deserialize(layout, Arrays.copyOf(whole, whole.length - 1)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> deserialize(layout, Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than it should be");
  }

  private static <T> T deserialize(Layout<T> layout, byte[] value) throws IOException {
    DataOutputSerializer framed = new DataOutputSerializer(64);
    framed.writeInt(value.length);
    framed.write(value);
    return serializer(layout).deserialize(new DataInputDeserializer(framed.getCopyOfBuffer()));
  }

  @Test
  void aValueOfLessThanNothingIsRefused() throws Exception {
    DataOutputSerializer framed = new DataOutputSerializer(64);
    framed.writeInt(-1);
    assertThatThrownBy(
            () ->
                serializer(Layout.EVENT)
                    .deserialize(new DataInputDeserializer(framed.getCopyOfBuffer())))
        .isInstanceOf(IOException.class)
        .hasMessage("a value of -1 bytes");
  }

  @Test
  void namesReadAgainAreTheSameObject() throws Exception {
    byte[] text = "Locked".getBytes(StandardCharsets.UTF_8);
    byte[] twice = Arrays.copyOf(text, 12);
    System.arraycopy(text, 0, twice, 6, 6);
    FrameReader frame = new FrameReader(twice);
    String first = frame.readName(6);
    assertThat(first).isEqualTo("Locked");
    assertThat(frame.readName(6)).isSameAs(first);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void theCopyOfAValueThatNeverChangesIsTheValueItself(Layout<T> layout) {
    TypeSerializer<T> serializer = serializer(layout);
    T value = sample(layout, new Samples(new Random(SEED)));
    boolean immutable = !layout.equals(Layout.ENTITY);
    assertThat(serializer.isImmutableType()).isEqualTo(immutable);
    for (T copy : List.of(serializer.copy(value), serializer.copy(value, value))) {
      assertThat(copy).isEqualTo(value);
      assertThat(copy == value).isEqualTo(immutable);
    }
  }

  @ParameterizedTest
  @MethodSource("layouts")
  <T> void theSerializerSurvivesItsWayToAnotherProcess(Layout<T> layout) throws Exception {
    assertThat(InstantiationUtil.clone(serializer(layout))).isEqualTo(serializer(layout));
    assertThat(InstantiationUtil.clone(layout.typeInformation()))
        .isEqualTo(layout.typeInformation());
    assertThat(layout.typeInformation()).isNotInstanceOf(GenericTypeInfo.class);
  }

  @Test
  void dataThatAreAPartOfTheValueAreWrittenOnceAndStayAPart() throws Exception {
    Samples samples = new Samples(new Random(SEED));
    Event event =
        Stream.generate(samples::event)
            .filter(e -> e.raw().value() != null && e.raw().value().contains(e.data()))
            .findFirst()
            .orElseThrow();
    Event read = EventFormat.read(new FrameReader(write(Layout.EVENT, event)));
    assertThat(read.raw().value().contains(read.data())).isTrue();
  }

  @Test
  void theSizeOfAnEventIsNearWhatItTakes() throws Exception {
    Samples samples = new Samples(new Random(SEED));
    for (int i = 0; i < 300; i++) {
      Event event = samples.event();
      int written = write(Layout.EVENT, event).length;
      assertThat(EventFormat.bytesWritten(event))
          .as("seed %d, sample %d", SEED, i)
          .isBetween(written / 2L, written + 200L);
    }
  }

  @SuppressWarnings("unchecked")
  static <T> T sample(Layout<T> layout, Samples samples) {
    return (T) Samples.OF.get(layout).apply(samples);
  }

  /** The value alone, without the length that a serializer writes before it. */
  static <T> byte[] write(Layout<T> layout, T value) {
    FrameWriter out = new FrameWriter();
    layout.writer().write(value, out);
    return Arrays.copyOf(out.bytes(), out.size());
  }

  static <T> TypeSerializer<T> serializer(Layout<T> layout) {
    return layout.typeInformation().createSerializer(new SerializerConfigImpl());
  }
}
