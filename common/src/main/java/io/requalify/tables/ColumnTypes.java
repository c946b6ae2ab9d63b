package io.requalify.tables;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Types that more than one table uses and that Spark has no constant for. */
public final class ColumnTypes {
  /** Money in the currency that stands beside it. */
  public static final DataType MONEY = DataTypes.createDecimalType(18, 2);

  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType, false);
  public static final DataType LONGS = DataTypes.createArrayType(DataTypes.LongType, false);
  public static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, true);
  public static final DataType INTEGERS = DataTypes.createArrayType(DataTypes.IntegerType, false);
  public static final DataType STRINGS_BY_NAME =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType, true);
  public static final DataType LONGS_BY_NAME =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType, false);
  public static final DataType DOUBLES_BY_NAME =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);

  private ColumnTypes() {}
}
