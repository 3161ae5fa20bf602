package dev.lockstep.reduce;

import dev.lockstep.reconcile.Reducer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Makes the reducer that a job's spec asks for. */
public final class Reducers {
  private Reducers() {}

  /**
   * The reducer.
   *
   * @param reduction what the spec asks for
   * @param loader where a user's class is looked for
   * @throws IllegalArgumentException when a pointer is none, or a user's class cannot be used; the
   *     message says why, for people
   */
  public static Reducer of(Reduction reduction, ClassLoader loader) {
    if (reduction instanceof Reduction.Replace) {
      return new ReplaceReducer();
    }
    if (reduction instanceof Reduction.Patch) {
      return new PatchReducer();
    }
    if (reduction instanceof Reduction.Fields fields) {
      return new FieldsReducer(fields.folds());
    }
    if (reduction instanceof Reduction.UserClass user) {
      return userReducer(user.name(), loader);
    }
    throw new AssertionError(reduction);
  }

  private static Reducer userReducer(String name, ClassLoader loader) {
    Object instance = instance(name, loader);
    if (instance instanceof JsonReducer reducer) {
      return new TreeReducer(reducer);
    }
    if (instance instanceof Reducer reducer) {
      return new CheckedReducer(reducer);
    }
    throw new IllegalArgumentException(
        "the reducer class " + name + " implements neither JsonReducer nor Reducer");
  }

  private static Object instance(String name, ClassLoader loader) {
    MethodHandle constructor = constructor(find(name, loader));
    try {
      return constructor.invoke();
    } catch (InstantiationException e) {
      throw new IllegalArgumentException("the reducer class " + name + " is abstract", e);
    } catch (Throwable e) {
      throw new IllegalArgumentException("the reducer class " + name + " failed to start: " + e, e);
    }
  }

  private static Class<?> find(String name, ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(
          "there is no class " + name + "; is its jar given, and the name full?", e);
    } catch (LinkageError e) {
      throw new IllegalArgumentException("the reducer class " + name + " does not load: " + e, e);
    }
  }

  private static MethodHandle constructor(Class<?> type) {
    try {
      return MethodHandles.publicLookup().findConstructor(type, MethodType.methodType(void.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          "the reducer class "
              + type.getName()
              + " must be public, with a public constructor without arguments",
          e);
    }
  }
}
