"""Concepts of stability, one file each: a pure function with its definition and source."""
