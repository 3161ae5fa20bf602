package dev.lockstep.replay;

/** Why a letter that is meant is not sent. */
public enum LeftOut {
  /** It lies in the topic more than once. */
  COPY("the same letter again", "nothing is to be done: it counts once", false),
  /** An ended replay of the same selection has handled it. */
  REPLAYED_BEFORE("replayed before with these options", "--again sends them once more", false),
  /** It was replayed, and what became of it is another letter. */
  SET_ASIDE_AGAIN(
      "replayed and set aside again", "the younger letter stands for it; look at that one", false),
  /** An operator has put a corrected event in its place. */
  REPLACED(
      "replaced by a corrected event",
      "it would come beside its correction; --reason REPLACED sends it all the same",
      false),
  /** It was replayed as often as is allowed. */
  LOOPS(
      "replayed too often",
      "find out why it is set aside each time; then a higher --max-laps",
      true),
  /** It came from a topic that the job does not read. */
  OTHER_TOPIC(
      "from a topic that is no source of this job",
      "replay it with the spec that reads that topic",
      true),
  /** It was sent by an operator, with the verb {@code replace}: its origin is no source. */
  CORRECTION(
      "a corrected event, which an operator sent",
      "send the record to its source topic yourself, or mend its entity: see `entity show`",
      true),
  /** The whole record is at its origin only, and is not there any more. */
  GONE(
      "redacted or cut, and gone from its origin",
      "its producer must send it again; `retention.ms` of the source topic decides how long it stays",
      true),
  /** The whole record is in a file only, and that was not given. */
  NO_SOURCE(
      "redacted or cut, and the file that it came from is not given",
      "give what the run has read: --source FILE",
      true),
  /** A file has a record a line, and this one is none. */
  NO_LINE(
      "no line of a file: without a value, or with line breaks in it",
      "replay it between topics",
      true);

  private final String words;
  private final String remedy;
  private final boolean finding;

  LeftOut(String words, String remedy, boolean finding) {
    this.words = words;
    this.remedy = remedy;
    this.finding = finding;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Whether somebody has to look at it. */
  public boolean isFinding() {
    return finding;
  }
}
