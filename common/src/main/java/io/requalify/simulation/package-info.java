/**
 * A made-up world of contacts, events, rules, sales and outcomes whose truth is known, so that an
 * estimate can be held against it. Plain Java, no Spark; its own rules share no code with the
 * kernel.
 */
package io.requalify.simulation;
