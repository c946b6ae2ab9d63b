/** What really happened after an episode began, as far as it is known and its horizon is over. */
package io.requalify.outcomes;
