"""Every table read by delta-rs, against what docs/tables.md promises its readers."""
