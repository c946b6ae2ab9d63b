/**
 * Why a rate or the money per lead moved between two periods: mix against rate, and stage by stage.
 * Parts are exact decimals that add up to the whole difference.
 */
package io.requalify.statistics.decomposition;
