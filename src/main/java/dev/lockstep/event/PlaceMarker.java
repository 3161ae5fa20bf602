package dev.lockstep.event;

/**
 * The place of a numbered event that went another way, without its data.
 *
 * <p>A numbered analytics event sends one down the critical path, so that its version is settled
 * and the next critical event does not wait for it.
 *
 * @param entity the entity's id
 * @param version the place that is taken
 * @param identity what is remembered of the event
 * @param origin where the event was read
 */
public record PlaceMarker(String entity, Version version, Identity identity, Origin origin)
    implements Arrival {
  /** The same of an event of which no time is known. */
  public PlaceMarker withoutTime() {
    Identity timeless =
        new Identity(
            version,
            identity.idHash(),
            identity.sourceHash(),
            identity.contentHash(),
            Long.MIN_VALUE);
    return new PlaceMarker(entity, version, timeless, origin);
  }
}
