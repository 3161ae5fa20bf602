package dev.lockstep.state;

import java.io.ObjectStreamException;
import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What tells Flink to write values as their {@link Layout} says. */
public final class LayoutType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final transient Layout<T> layout;

  LayoutType(Layout<T> layout) {
    this.layout = layout;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return layout.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new LayoutSerializer<>(layout);
  }

  @Override
  public String toString() {
    return "layout " + layout.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LayoutType<?> that && layout == that.layout;
  }

  @Override
  public int hashCode() {
    return layout.name().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof LayoutType;
  }

  @Serial
  private Object writeReplace() throws ObjectStreamException {
    return new Named(layout.name());
  }

  /** The type on its way to another process: the layout's name. */
  private record Named(String name) implements Serializable {
    @Serial
    private Object readResolve() {
      return new LayoutType<>(Layout.named(name));
    }
  }
}
