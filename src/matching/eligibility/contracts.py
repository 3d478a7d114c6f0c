"""How long work under a kind of contract is likely to last: lengths in `data`, with sources."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def contract_lengths() -> Mapping[str, int]:
    """Months by kind of contract; the packaged table `data/contract_lengths.toml`."""
    text = files("matching").joinpath("data/contract_lengths.toml").read_text("utf-8")
    return MappingProxyType({kind: row["months"] for kind, row in tomllib.loads(text).items()})


def likely_months(contract: str | None) -> int | None:
    """None where the work has no end that could be told beforehand."""
    return contract_lengths().get(contract or "")
