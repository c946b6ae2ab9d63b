/** Replays timelines under rule versions: who qualified when, and until when. */
package io.requalify.episodes;
