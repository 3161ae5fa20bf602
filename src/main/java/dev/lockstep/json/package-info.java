/**
 * JSON as it lies in bytes, read forward by its grammar, and what those bytes are: UTF-8, escapes,
 * text for people. For what is read for each event; else Jackson reads JSON. May use {@code event}.
 */
@NullMarked
package dev.lockstep.json;

import org.jspecify.annotations.NullMarked;
