"""Which paragraph of one state is which of another: by anchors where they are left, else by text.

A paragraph that was split has several partners, one that was merged shares its partner. What
finds none was put in or taken out. Only what anchors leave open is compared by text, and
comparing stops at a limit, so that a document of a hundred thousand paragraphs stays bounded.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import field

from typeset.pull.differ import coverage, similarity
from typeset.record import dataclass

LIKE = 0.55  # from here on two texts between the same neighbours are one paragraph
FAR = 0.75  # from here on also anywhere else
MOSTLY = 0.6  # this share of a piece must stand in the other for a split or a merge
COMPARISONS = 40_000  # pairs of texts that are compared at most


@dataclass(frozen=True, slots=True)
class Claim:
    """An anchor: the base block whose it is, and whether it still holds any text."""

    base: int
    filled: bool


@dataclass(frozen=True, slots=True)
class Other:
    """One paragraph of the other state, with the claims of its anchors."""

    text: str
    claims: tuple[Claim, ...] = ()


@dataclass(slots=True)
class Alignment:
    """``of_base[i]`` are the partners of base block i, ``of_other[j]`` those of the other's."""

    of_base: list[list[int]]
    of_other: list[list[int]]
    rewritten: set[int] = field(default_factory=set)  # base blocks matched by their place alone
    compared: int = 0

    def join(self, i: int, j: int) -> None:
        """Make base block i and the other's block j partners."""
        self.of_base[i] = sorted({*self.of_base[i], j})
        self.of_other[j] = sorted({*self.of_other[j], i})

    def lost(self) -> list[int]:
        """Base blocks without a partner."""
        return [i for i, partners in enumerate(self.of_base) if not partners]

    def free(self) -> list[int]:
        """The other's blocks without a partner."""
        return [j for j, partners in enumerate(self.of_other) if not partners]

    def like(self, a: str, b: str) -> float:
        """How alike two texts are; 0 once too many were compared."""
        self.compared += 1
        return similarity(a, b) if self.compared <= COMPARISONS else float(a == b)

    def covers(self, part: str, whole: str) -> float:
        """Which share of ``part`` stands in ``whole``; 0 once too many were compared."""
        self.compared += 1
        return coverage(part, whole) if self.compared <= COMPARISONS else 0.0


def align(base: Sequence[str], others: Sequence[Other]) -> Alignment:
    """Partners for every block of ``base`` and every one of ``others``."""
    found = Alignment([[] for _ in base], [[] for _ in others])
    texts = [other.text for other in others]
    _by_claims(base, others, found)
    _by_equal_text(base, texts, found)
    _between_neighbours(base, texts, found)
    _split_and_merged(base, texts, found)
    _anywhere(base, texts, found)
    _by_place(base, texts, found)
    return found


def _by_claims(base: Sequence[str], others: Sequence[Other], found: Alignment) -> None:
    """Anchors: of several paragraphs that claim a block the most similar one has it."""
    claimed: dict[int, list[int]] = {}
    for j, other in enumerate(others):
        filled = [claim for claim in other.claims if claim.filled]
        for claim in filled or other.claims[:1]:  # an emptied one counts where it is alone
            claimed.setdefault(claim.base, []).append(j)
    for i, candidates in sorted(claimed.items()):
        best = max(candidates, key=lambda j: (found.like(base[i], others[j].text), -j))
        found.join(i, best)
    for j, partners in enumerate(found.of_other):
        if len(partners) > 1:
            _keep_present(base, others[j].text, j, found)


def _keep_present(base: Sequence[str], text: str, j: int, found: Alignment) -> None:
    """Several blocks claim one paragraph: those whose words are not in it let go."""
    partners = found.of_other[j]
    present = [i for i in partners if found.covers(base[i], text) >= MOSTLY]
    kept = present or [max(partners, key=lambda i: found.like(base[i], text))]
    for i in set(partners) - set(kept):
        found.of_base[i] = []
    found.of_other[j] = kept


def _by_equal_text(base: Sequence[str], texts: Sequence[str], found: Alignment) -> None:
    """Texts that stand unchanged, and once only, on both sides."""
    here = Counter(base[i] for i in found.lost())
    there = Counter(texts[j] for j in found.free())
    places = {texts[j]: j for j in found.free()}
    for i in found.lost():
        text = base[i]
        if text and here[text] == 1 and there[text] == 1:
            found.join(i, places[text])


def _gaps(found: Alignment) -> Iterator[tuple[list[int], list[int]]]:
    """Runs of lost base blocks with the free ones that stand at the same place."""
    backbone = [(-1, -1), *_backbone(found), (len(found.of_base), len(found.of_other))]
    for (i, j), (k, m) in itertools.pairwise(backbone):
        lost = [n for n in range(i + 1, k) if not found.of_base[n]]
        free = [n for n in range(j + 1, m) if not found.of_other[n]]
        if lost and free:
            yield lost, free


def _backbone(found: Alignment) -> list[tuple[int, int]]:
    """The longest run of partners that stand in the same order on both sides."""
    pairs = [(i, partners[0]) for i, partners in enumerate(found.of_base) if partners]
    keep = set(increasing([j for _, j in pairs]))
    return [pair for n, pair in enumerate(pairs) if n in keep]


def increasing(values: Sequence[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(value)
            ends.append(n)
        else:
            tails[at], ends[at] = value, n
    chain, n = [], ends[-1] if ends else -1
    while n >= 0:
        chain.append(n)
        n = before[n]
    return chain[::-1]


def _between_neighbours(base: Sequence[str], texts: Sequence[str], found: Alignment) -> None:
    for lost, free in list(_gaps(found)):
        _best_first(base, texts, lost, free, LIKE, found)


def _anywhere(base: Sequence[str], texts: Sequence[str], found: Alignment) -> None:
    _best_first(base, texts, found.lost(), found.free(), FAR, found)


def _best_first(
    base: Sequence[str],
    texts: Sequence[str],
    lost: Sequence[int],
    free: Sequence[int],
    least: float,
    found: Alignment,
) -> None:
    if len(lost) * len(free) > COMPARISONS:
        return
    pairs = [(found.like(base[i], texts[j]), i, j) for i in lost for j in free]
    first, start = (lost[0], free[0]) if lost and free else (0, 0)
    for score, i, j in sorted(pairs, key=lambda p: (-p[0], abs((p[1] - first) - (p[2] - start)))):
        if score >= least and not found.of_base[i] and not found.of_other[j]:
            found.join(i, j)


def _by_place(base: Sequence[str], texts: Sequence[str], found: Alignment) -> None:
    """One block lost and one put in at the same place: it was written anew."""
    for lost, free in list(_gaps(found)):
        if len(lost) == len(free) == 1 and base[lost[0]] and texts[free[0]]:
            found.join(lost[0], free[0])
            found.rewritten.add(lost[0])


# -- splits and merges -----------------------------------------------------------------------


def _split_and_merged(base: Sequence[str], texts: Sequence[str], found: Alignment) -> None:
    changed = True
    while changed:
        changed = any([_one_split(base, texts, found), _one_merge(base, texts, found)])


def _one_split(base: Sequence[str], texts: Sequence[str], found: Alignment) -> bool:
    """Free blocks beside a partner whose words come from that partner's base text."""
    changed = False
    for j in found.free():
        for k in (j - 1, j + 1):
            if not 0 <= k < len(texts) or len(found.of_other[k]) != 1:
                continue
            (i,) = found.of_other[k]
            parts = sorted({*found.of_base[i], j})
            if parts[-1] - parts[0] == len(parts) - 1 and _is_part(base, texts, i, j, parts, found):
                found.join(i, j)
                changed = True
                break
    return changed


def _is_part(
    base: Sequence[str], texts: Sequence[str], i: int, j: int, parts: list[int], found: Alignment
) -> bool:
    if len(texts[j]) < 2 or found.covers(texts[j], base[i]) < MOSTLY:
        return False
    with_it = "".join(texts[p] for p in parts)
    without = "".join(texts[p] for p in parts if p != j)
    return found.like(base[i], with_it) > found.like(base[i], without)


def _one_merge(base: Sequence[str], texts: Sequence[str], found: Alignment) -> bool:
    """Lost blocks beside one whose partner now holds their words too."""
    changed = False
    for i in found.lost():
        for h in (i - 1, i + 1):
            if not 0 <= h < len(base) or len(found.of_base[h]) != 1:
                continue
            (j,) = found.of_base[h]
            parts = sorted({*found.of_other[j], i})
            whole = parts[-1] - parts[0] == len(parts) - 1
            if whole and _is_merged(base, texts, i, j, parts, found):
                found.join(i, j)
                changed = True
                break
    return changed


def _is_merged(
    base: Sequence[str], texts: Sequence[str], i: int, j: int, parts: list[int], found: Alignment
) -> bool:
    if len(base[i]) < 2 or found.covers(base[i], texts[j]) < MOSTLY:
        return False
    with_it = "".join(base[p] for p in parts)
    without = "".join(base[p] for p in parts if p != i)
    return found.like(texts[j], with_it) > found.like(texts[j], without)
