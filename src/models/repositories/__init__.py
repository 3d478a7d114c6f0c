"""Queries, named by what they are for."""

from models import tables

# A query over one table may touch any other: all are mapped before one is made.
__all__ = ["tables"]
