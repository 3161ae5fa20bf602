package dev.lockstep.demo;

import java.util.Map;

/**
 * One thing that happens in a story, before it has a time and an id.
 *
 * @param entity whom it is about; empty for a fact that concerns no entity's state
 * @param json the fields of its record
 * @param effect what it does to the state of its entity
 */
record Fact(String entity, Map<String, Object> json, Effect effect) {}
