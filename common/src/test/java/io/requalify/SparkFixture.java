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
            // The rows of a test are few: writing and compiling code for its queries took a quarter
            // of the time. What is started by the launcher and by spark-submit runs compiled.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            .getOrCreate();

    @Override
    public void close() throws java.io.IOException {
      session.close();
    }
  }
}
