package io.requalify.scoring;

import java.util.Optional;

/**
 * A hit of a rule.
 *
 * @param occurredAt microsecond from which its age is counted
 * @param value what the event has in the field that the condition carries, if any
 */
record OracleHit(long occurredAt, Optional<String> value) {}
