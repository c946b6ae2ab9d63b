/**
 * Whether something has changed: whom versions qualify, how soon sales comes to them, and what the
 * past looks like under one version. Spark counts once for all versions, plain Java concludes.
 */
package io.requalify.monitoring;
