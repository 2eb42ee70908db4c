"""Who stands in for a character that a face has not."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from typeset.record import dataclass

_CHAINS = Path(__file__).parent / "data" / "chains.toml"


@dataclass(frozen=True, slots=True)
class Chain:
    """Families in order; those of ``companion`` belong to the face and need no remark."""

    companion: tuple[tuple[str, int], ...]
    then: tuple[tuple[str, int], ...]


@functools.cache
def chain_for(family: str, weight: int) -> Chain:
    """The (family, weight) pairs to try after a face of this family and weight."""
    wanted = family.casefold()
    for row in tomllib.loads(_CHAINS.read_text(encoding="utf-8"))["chain"]:
        families = [name.casefold() for name in row["families"]]
        if (wanted in families or "*" in families) and weight >= row.get("min_weight", 0):
            companion = tuple((name, 400) for name in row["companion"])
            return Chain(companion, tuple((name, heavy) for name, heavy in row["then"]))
    return Chain((), ())
