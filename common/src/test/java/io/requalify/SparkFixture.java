package io.requalify;

import io.requalify.tables.TableSession;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one Spark session of their JVM, which JUnit closes after the last class. */
public final class SparkFixture implements ParameterResolver {
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SparkSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .computeIfAbsent(Held.class, key -> new Held(), Held.class)
        .session;
  }

  private static final class Held implements AutoCloseable {
    private final SparkSession session =
        TableSession.inThisProcess("tests", "2")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();

    @Override
    public void close() throws java.io.IOException {
      session.close();
    }
  }
}
