"""Reads Delta tables by delta-rs, which shares no code with Delta's own writer."""

import json
import pathlib

from deltalake import DeltaTable


# What is drawn when a table is made, so that no two warehouses have it alike.
OF_ONE_WAREHOUSE = {"timelines": ["made_from"]}


def names(warehouse: pathlib.Path) -> list[str]:
    return sorted(log.parent.name for log in warehouse.glob("*/_delta_log"))


def open_table(warehouse: pathlib.Path, name: str) -> DeltaTable:
    return DeltaTable(warehouse / name)


def is_made_by_a_review(warehouse: pathlib.Path, name: str) -> bool:
    """True for what a review concluded or keeps for the next; false for what ingest filled."""
    columns = {field.name for field in open_table(warehouse, name).schema().fields}
    return bool(columns & {"review_id", "timeline_id"})


def versions(warehouse: pathlib.Path) -> dict[str, int]:
    """The Delta version of each table."""
    return {name: open_table(warehouse, name).version() for name in names(warehouse)}


def rows(warehouse: pathlib.Path, name: str) -> list[str]:
    """
    Every row as a line of JSON, in order, without what only this warehouse has; maps have their entries in order,
    doubles all of their digits.
    """
    read = open_table(warehouse, name).to_pyarrow_table().drop_columns(OF_ONE_WAREHOUSE.get(name, []))
    lines = read.to_pylist(maps_as_pydicts="strict")
    return sorted(json.dumps(line, sort_keys=True, default=repr) for line in lines)


def differences(one: pathlib.Path, other: pathlib.Path) -> dict[str, list[str]]:
    """The tables whose rows differ between two warehouses, each with some of the rows that only one of them has."""
    found = {}
    for name in sorted({*names(one), *names(other)}):
        present = [name in names(warehouse) for warehouse in (one, other)]
        if not all(present):
            found[name] = [f"is only in the {'first' if present[0] else 'second'}"]
            continue
        mine, theirs = rows(one, name), rows(other, name)
        if mine != theirs:
            odd = [f"- {row}" for row in set(mine) - set(theirs)][:3] + [f"+ {row}" for row in set(theirs) - set(mine)][:3]
            found[name] = [f"{len(mine)} and {len(theirs)} rows", *odd]
    return found
