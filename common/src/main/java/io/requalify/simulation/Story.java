package io.requalify.simulation;

import java.util.List;

/**
 * A contact and all that it does, whatever sales does with it.
 *
 * @param events in the order in which they happened
 */
record Story(Contact contact, List<Event> events) {}
