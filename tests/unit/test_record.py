"""Our ``@dataclass`` behaves as the standard library's."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import field, replace

import pytest

from typeset.record import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Two coordinates, the second with a default."""

    x: float
    y: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Place):
    """A subclass with keyword fields, one made anew for every instance."""

    name: str
    notes: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False)


@dataclass(slots=True)
class Tally:
    """A class that may change."""

    count: int = 0
    twice: int = field(init=False)

    def __post_init__(self) -> None:
        self.twice = 2 * self.count


def test_fields_are_given_by_place_name_or_default() -> None:
    assert (Place(1).x, Place(1).y, Place(x=1, y=2).y) == (1, 0.0, 2)
    assert Named(3, name="a").notes == []
    assert Named(3, name="a").notes is not Named(3, name="a").notes


def test_a_missing_or_unknown_field_is_refused() -> None:
    with pytest.raises(TypeError, match="name"):
        Named(3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="z"):
        Place(1, z=3)  # type: ignore[call-arg]


def test_values_are_compared_field_by_field_and_only_with_their_own_kind() -> None:
    assert Place(1, 2) == Place(1, 2) != Place(1, 3)
    assert Named(1, name="a", seen=1) == Named(1, name="a", seen=2)
    assert Place(1) != Named(1, name="a")
    assert hash(Place(1, 2)) == hash(Place(1, 2))
    assert len({Place(1), Place(1), Place(2)}) == 2


def test_a_frozen_value_cannot_change() -> None:
    place = Place(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.x = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.x


def test_a_changing_class_runs_its_post_init_and_has_no_hash() -> None:
    tally = Tally(4)
    tally.count += 1
    assert (tally.count, tally.twice) == (5, 8)
    with pytest.raises(TypeError, match="unhashable"):
        hash(tally)


def test_replace_fields_match_and_repr_are_as_ever() -> None:
    assert replace(Named(1, name="a"), name="b").name == "b"
    assert [f.name for f in dataclasses.fields(Named)] == ["x", "y", "name", "notes", "seen"]
    assert repr(Place(1, 2)) == "Place(x=1, y=2)"
    match Place(1, 2):
        case Place(x, y):
            assert (x, y) == (1, 2)


def test_values_travel_through_pickle() -> None:
    value = Named(1, 2, name="a", notes=["n"])
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - our own bytes


def test_there_are_no_attributes_besides_the_fields() -> None:
    assert not hasattr(Place(1), "__dict__")


@dataclass(frozen=True, slots=True)
class Late:
    """A class nobody has made an instance of yet."""

    a: int
    b: int = field(default=2, compare=False)


def test_the_first_instances_are_as_all_later_ones() -> None:
    made = [Late(number) for number in range(40)]
    assert [(one.a, one.b) for one in made] == [(number, 2) for number in range(40)]
    assert made[0] == Late(0, b=5)
    for late in (Late(1), made[39]):
        with pytest.raises(TypeError, match="a"):
            type(late)(1, a=2)  # type: ignore[misc]


def test_the_standard_library_knows_its_fields_when_it_asks() -> None:
    assert dataclasses.is_dataclass(Late)
    assert [(f.name, f.type, f.compare) for f in dataclasses.fields(Late)] == [
        ("a", "int", True), ("b", "int", False),
    ]  # fmt: skip


def test_a_class_with_an_init_of_its_own_keeps_it_however_many_there_are() -> None:
    @dataclass(slots=True)
    class Base:
        name: str
        size: int = 1

    class Own(Base):
        def __init__(self, size: int) -> None:
            super().__init__("own", size)

    assert {(made.name, made.size) for made in (Own(n % 2) for n in range(40))} == {
        ("own", 0), ("own", 1),
    }  # fmt: skip
