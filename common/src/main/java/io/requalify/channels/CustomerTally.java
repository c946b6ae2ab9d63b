package io.requalify.channels;

import io.requalify.statistics.BinomialTally;

/**
 * What became of the customers of a channel.
 *
 * @param stayed customers whose days of retention are over, and those of them that had not left
 * @param answers customers that answered after their win whether they would recommend the company
 * @param promoters those of them who would
 * @param detractors those of them who would not
 */
record CustomerTally(BinomialTally stayed, long answers, long promoters, long detractors) {
  static final CustomerTally NONE = new CustomerTally(new BinomialTally(0, 0), 0, 0, 0);
}
