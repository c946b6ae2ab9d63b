package io.requalify.rules;

import java.util.List;

/**
 * Bands of one dimension. A cell is named by the labels of a contact's bands, one of each axis, in
 * the order of the axes: A of fit and 1 of engagement is A1. Below all bands of an axis there is no
 * cell.
 *
 * @param dimension name of the dimension
 * @param bands from the highest to the lowest
 */
public record CellAxis(String dimension, List<Band> bands) {
  /**
   * A band of a dimension, up to the next higher one.
   *
   * @param from lowest reading of the dimension in the band
   */
  public record Band(String label, Points from) {}

  public CellAxis {
    bands = List.copyOf(bands);
    for (int i = 1; i < bands.size(); i++) {
      if (bands.get(i).from().compareTo(bands.get(i - 1).from()) >= 0) {
        throw new IllegalArgumentException("bands are not from the highest to the lowest");
      }
    }
  }
}
