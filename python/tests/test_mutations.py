"""The changes that bin/mutate-kernel makes are of the kernel as it is."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import sys

from checkout import ROOT


def mutations():
    loader = importlib.machinery.SourceFileLoader("mutate_kernel", str(ROOT / "bin/mutate-kernel"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("mutate_kernel", loader))
    # Its records look up the module that they belong to.
    sys.modules["mutate_kernel"] = module
    loader.exec_module(module)
    return module


def test_every_mutation_can_still_be_made_and_changes_its_class():
    module = mutations()
    assert len(module.MUTATIONS) >= 10
    for mutation in module.MUTATIONS:
        source = (module.KERNEL / f"{mutation.kernel_class}.java").read_text(encoding="utf-8")
        assert mutation.of(source) != source, mutation.name
