"""``@dataclass`` for a house of many small values, made quickly.

The standard decorator compiles up to six methods for every class: on Python 3.11 about half
a millisecond each, which for all our types together is more than setting a page costs.
Here all classes share ``__eq__``, ``__hash__``, ``__repr__`` and the guard of frozen ones,
and an ``__init__`` is compiled when the first instance is made: most runs never make an
instance of most classes. Fields, defaults, ``replace``, matching and pickling are as the
standard library has them.

To type checkers this *is* ``dataclasses.dataclass``.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(cls: type | None = None, /, **options: Any) -> Any:
        """Like ``dataclasses.dataclass``, for use as ``@dataclass(frozen=True, slots=True)``."""
        return (lambda made: _made(made, **options)) if cls is None else _made(cls, **options)


__all__ = ["dataclass"]


def _made(cls: type, *, frozen: bool = False, eq: bool = True, **options: Any) -> type:
    methods = _COMMON | (_COMPARED if eq else {}) | (_FROZEN if frozen else {})
    if eq and not frozen:
        methods["__hash__"] = None
    own = {name: vars(cls)[name] for name in methods if name in vars(cls) and name != "__hash__"}
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
    for name, method in (methods | own).items():
        setattr(made, name, method)
    return made


# -- __init__, compiled when the first instance is made ----------------------------------------


def _first_init(self: Any, *args: Any, **values: Any) -> None:
    cls = type(self)
    init = _compiled_init(cls)
    cls.__init__ = init
    init(self, *args, **values)


def _compiled_init(cls: Any) -> Callable[..., None]:
    fields = dataclasses.fields(cls)
    scope: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": dataclasses.MISSING}
    plain = [_parameter(f, scope) for f in fields if f.init and not f.kw_only]
    named = [_parameter(f, scope) for f in fields if f.init and f.kw_only]
    signature = ", ".join(["self", *plain, *(["*", *named] if named else [])])
    body = [line for f in fields if (line := _assignment(f, scope))] or ["    pass"]
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    exec("\n".join([f"def __init__({signature}):", *body]), scope)  # noqa: S102 - our own text
    init: Callable[..., None] = scope["__init__"]
    return init


def _parameter(f: dataclasses.Field[Any], scope: dict[str, Any]) -> str:
    if f.default is not dataclasses.MISSING:
        scope[f"_default_{f.name}"] = f.default
        return f"{f.name}=_default_{f.name}"
    return f.name if f.default_factory is dataclasses.MISSING else f"{f.name}=_MISSING"


def _assignment(f: dataclasses.Field[Any], scope: dict[str, Any]) -> str:
    value = f.name
    if f.default_factory is not dataclasses.MISSING:
        scope[f"_make_{f.name}"] = f.default_factory
        value = f"_make_{f.name}()"
        value = f"{value} if {f.name} is _MISSING else {f.name}" if f.init else value
    elif not f.init:
        if f.default is dataclasses.MISSING:
            return ""  # left to __post_init__
        scope[f"_default_{f.name}"] = f.default
        value = f"_default_{f.name}"
    return f"    _set(self, {f.name!r}, {value})"


# -- what all classes share -----------------------------------------------------------------


_GETTERS: dict[type, Callable[[Any], Any]] = {}


def _compared(cls: type) -> Callable[[Any], Any]:
    """What gives the values that two instances are compared by."""
    if cls not in _GETTERS:
        names = [f.name for f in dataclasses.fields(cls) if f.compare]
        _GETTERS[cls] = attrgetter(*names) if names else type
    return _GETTERS[cls]


def _eq(self: Any, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    values = _compared(type(self))
    return self is other or values(self) == values(other)


def _hash(self: Any) -> int:
    return hash(_compared(type(self))(self))


def _repr(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _no_set(self: object, name: str, value: object) -> None:  # noqa: ARG001 - the protocol's
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_delete(self: object, name: str) -> None:  # noqa: ARG001 - the protocol's
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, f.name) for f in dataclasses.fields(self)]


def _set_state(self: Any, state: list[Any]) -> None:
    for f, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, f.name, value)


_COMMON: dict[str, Any] = {"__init__": _first_init, "__repr__": _repr}
_COMPARED: dict[str, Any] = {"__eq__": _eq, "__hash__": _hash}
_FROZEN: dict[str, Any] = {
    "__setattr__": _no_set,
    "__delattr__": _no_delete,
    "__getstate__": _get_state,
    "__setstate__": _set_state,
}
