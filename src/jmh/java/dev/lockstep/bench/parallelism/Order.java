package dev.lockstep.bench.parallelism;

/** What is kept in order. */
enum Order {
  /** Everything: one constant key. */
  ALL("one constant key", "constant.yaml"),
  /** Each entity's events. */
  ENTITY("by entity", "entity.yaml"),
  /** Nothing: the analytics lane. */
  NONE("unordered", "unordered.yaml");

  private final String about;
  private final String spec;

  Order(String about, String spec) {
    this.about = about;
    this.spec = spec;
  }

  /** What it is, in words. */
  String about() {
    return about;
  }

  /** The name of the job's spec. */
  String spec() {
    return spec;
  }

  /** How many slots can be at work at the same time. */
  int atWork(int slots) {
    return switch (this) {
      case ALL -> 1;
      case ENTITY, NONE -> slots;
    };
  }
}
