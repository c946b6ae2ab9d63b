"""The jar under a real spark-submit, on a real standalone cluster of a master and two workers."""

from checkout import require_success, spark_submit


def test_it_answers_under_spark_submit(cluster):
    assert require_success(spark_submit("--version", master=cluster)).stdout.startswith("requalify ")


def test_exit_code_of_a_wrong_command_line_passes_through_spark_submit(cluster):
    refused = spark_submit("--nonsense", master=cluster)

    assert refused.returncode == 2
    assert "Unknown option: '--nonsense'" in refused.stderr
