"""The one jar: what it carries, and that it cannot quarrel with the Spark that runs it."""

import pathlib
import re
import zipfile

import pyspark
import pytest

from checkout import JAR, MAIN_CLASS, SPARK_BESIDE_JAR

SPARK_OF_PYSPARK = pathlib.Path(pyspark.__file__).parent / "jars"

# What the pom of Spark leads to, but a distribution of Spark does without: parts of Netty that Spark never calls, and
# annotations that only a compiler reads.
NOT_IN_A_DISTRIBUTION = re.compile(
    r"netty-|jctools-core-|error_prone_annotations-|j2objc-annotations-|jspecify-|listenablefuture-9999|"
    r"javax\.annotation-api-|protobuf-java-"
)


def entries(archive):
    with zipfile.ZipFile(archive) as opened:
        return opened.namelist()


def classes(archive):
    return {entry for entry in entries(archive) if entry.endswith(".class") and not entry.startswith("META-INF/")}


def test_no_class_of_the_jar_is_also_a_class_of_spark():
    of_spark = {name for jar in SPARK_OF_PYSPARK.glob("*.jar") for name in classes(jar) if name != "module-info.class"}
    assert len(of_spark) > 10_000

    assert sorted(classes(JAR) & of_spark)[:20] == []


def test_what_the_jar_leaves_out_is_what_a_distribution_of_spark_has_in_the_same_version():
    ours = {jar.name for jar in SPARK_BESIDE_JAR.glob("*.jar")}
    theirs = {jar.name for jar in SPARK_OF_PYSPARK.glob("*.jar")}
    assert "spark-sql_2.13-4.1.3.jar" in ours

    assert sorted(jar for jar in ours - theirs if not NOT_IN_A_DISTRIBUTION.match(jar)) == []


def test_the_jar_has_no_signatures_and_no_module_descriptors():
    unwanted = re.compile(r"META-INF/[^/]*\.(SF|DSA|RSA|EC)$|(^|/)module-info\.class$")

    assert [entry for entry in entries(JAR) if unwanted.search(entry)] == []


def test_the_jar_says_what_it_runs_and_which_version_it_is():
    with zipfile.ZipFile(JAR) as opened:
        manifest = opened.read("META-INF/MANIFEST.MF").decode().splitlines()

    assert f"Main-Class: {MAIN_CLASS}" in manifest
    assert any(re.fullmatch(r"Implementation-Version: \d+\.\d+\.\d+(-SNAPSHOT)?", line) for line in manifest)


@pytest.mark.parametrize("service", ["org.apache.spark.sql.sources.DataSourceRegister", "tools.jackson.databind.ObjectMapper"])
def test_services_of_the_carried_jars_are_announced(service):
    assert f"META-INF/services/{service}" in entries(JAR)


def test_the_jar_is_small_enough_to_send_to_a_cluster():
    assert JAR.stat().st_size < 30_000_000
