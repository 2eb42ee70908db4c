"""``@dataclass`` for a house of many small values, made quickly.

The standard decorator reads every field, compiles up to six methods and makes the class twice:
on Python 3.11 about half a millisecond each, which for all our types together is more than
setting a page costs. Here all classes share ``__eq__``, ``__hash__``, ``__repr__`` and the
guard of frozen ones, the standard library is asked for the fields of a class when somebody
wants to know them, and an ``__init__`` is compiled for classes that have more than a few
instances: most runs make none of most classes. Fields, defaults, ``replace``, matching and
pickling are as the standard library has them.

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


def _made(
    cls: type, *, frozen: bool = False, eq: bool = True, slots: bool = False, kw_only: bool = False
) -> type:
    methods = _COMMON | (_COMPARED if eq else {}) | (_FROZEN if frozen else {})
    if eq and not frozen:
        methods["__hash__"] = None
    own = {name: vars(cls)[name] for name in methods if name in vars(cls) and name != "__hash__"}
    return (_slotted if slots else _plain)(cls, methods | own, kw_only)


def _plain(cls: type, methods: dict[str, Any], kw_only: bool) -> type:
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
    for name, method in methods.items():
        setattr(made, name, method)
    return made


def _slotted(cls: Any, methods: dict[str, Any], kw_only: bool) -> type:
    space = dict(vars(cls))
    names = [n for n, kind in space.get("__annotations__", {}).items() if "ClassVar" not in kind]
    written = {name: space.pop(name) for name in names if name in space}
    taken = {slot for base in cls.__mro__[1:-1] for slot in vars(base).get("__slots__", ())}
    layout = _Layout(cls, names, written, kw_only)
    space |= {name: _Worked(name, layout) for name in _STANDARD} | methods
    space["__slots__"] = tuple(name for name in names if name not in taken)
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    made: type = type(cls)(cls.__name__, cls.__bases__, space)
    made.__qualname__ = cls.__qualname__
    layout.made = made
    _LAYOUTS[made] = layout
    return made


# -- what the standard library knows of a class, worked out when it is first asked for -----------

_STANDARD = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")


class _Layout:
    """What a class was written with: its annotations, defaults and ``field`` calls."""

    def __init__(
        self,
        cls: type,
        names: list[str],
        written: dict[str, Any],
        kw_only: bool,
    ) -> None:
        self.cls, self.names, self.written, self.kw_only = cls, names, written, kw_only
        self.made: Any = None

    def work_out(self) -> None:
        """Let the standard library read a class that is written alike, and keep what it says."""
        cls: Any = self.cls
        space = {name: vars(cls).get(name) or "-" for name in ("__module__", "__doc__")}
        space["__annotations__"] = vars(cls).get("__annotations__", {})
        alike = type(cls)(cls.__name__, cls.__bases__, space | self.written)
        alike = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=self.kw_only)(alike)
        for name in _STANDARD:
            setattr(self.made, name, vars(alike)[name])

    def rows(self) -> dict[str, _Row]:
        """The fields of this class alone, read without the standard library."""
        return {
            name: _Row(name, self.written.get(name, dataclasses.MISSING), self.kw_only)
            for name in self.names
        }


_LAYOUTS: dict[type, _Layout] = {}


class _Row:
    """A field, by the names that the standard library's have."""

    __slots__ = ("compare", "default", "default_factory", "init", "kw_only", "name")

    def __init__(self, name: str, written: Any, kw_only: bool) -> None:
        self.name, self.default, self.kw_only = name, written, kw_only
        self.default_factory: Any = dataclasses.MISSING
        self.init = self.compare = True
        if isinstance(written, dataclasses.Field):
            self.default, self.default_factory = written.default, written.default_factory
            self.init, self.compare = written.init, written.compare
            if written.kw_only is not dataclasses.MISSING:
                self.kw_only = bool(written.kw_only)


def _rows(cls: Any) -> list[Any]:
    """The fields of a class in order, those of its bases first."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if base in _LAYOUTS:
            found |= _LAYOUTS[base].rows()
        elif "__dataclass_fields__" in vars(base):
            found |= {f.name: f for f in dataclasses.fields(base)}
    return list(found.values())


class _Worked:
    """An attribute of a class that is worked out when it is first asked for."""

    def __init__(self, name: str, layout: _Layout) -> None:
        self.name, self.layout = name, layout

    def __get__(self, instance: object, owner: type) -> Any:
        self.layout.work_out()
        return getattr(self.layout.made, self.name)


# -- __init__, compiled when a class has had a few instances -------------------------------------

_FEW = 12  # instances made field by field: that takes as long as compiling does


class _Plan:
    """How instances of a class are filled: (name, default, factory, given at all) by field."""

    def __init__(self, cls: Any) -> None:
        fields = _rows(cls)
        self.plain = [f.name for f in fields if f.init and not f.kw_only]
        self.rows = [(f.name, f.default, f.default_factory, f.init) for f in fields]
        self.post = hasattr(cls, "__post_init__")
        self.left = _FEW

    def fill(self, made: Any, args: tuple[Any, ...], given: dict[str, Any]) -> bool:
        """Set the fields; False if what is given does not fit them."""
        values = dict(zip(self.plain, args, strict=False))
        if len(args) > len(self.plain) or not values.keys().isdisjoint(given):
            return False
        values |= given
        for name, default, factory, wanted in self.rows:
            if wanted and name in values:
                value = values.pop(name)
            elif factory is not dataclasses.MISSING:
                value = factory()
            elif default is not dataclasses.MISSING:
                value = default
            elif wanted:
                return False
            else:
                continue  # left to __post_init__
            object.__setattr__(made, name, value)
        return not values


_PLANS: dict[type, _Plan] = {}
_COMPILED: dict[type, Callable[..., None]] = {}


def _first_init(self: Any, *args: Any, **values: Any) -> None:
    cls = type(self)
    plan = _PLANS.get(cls)
    if plan is None:
        plan = _PLANS[cls] = _Plan(cls)
    plan.left -= 1
    if plan.left >= 0 and plan.fill(self, args, values):
        if plan.post:
            self.__post_init__()
        return
    if (init := _COMPILED.get(cls)) is None:
        init = _COMPILED[cls] = _compiled_init(cls)
    if cls.__init__ is _first_init:  # a class with an __init__ of its own keeps it
        cls.__init__ = init
    init(self, *args, **values)


def _compiled_init(cls: Any) -> Callable[..., None]:
    fields = _rows(cls)
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


def _parameter(f: Any, scope: dict[str, Any]) -> str:
    if f.default is not dataclasses.MISSING:
        scope[f"_default_{f.name}"] = f.default
        return f"{f.name}=_default_{f.name}"
    return f.name if f.default_factory is dataclasses.MISSING else f"{f.name}=_MISSING"


def _assignment(f: Any, scope: dict[str, Any]) -> str:
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
        names = [f.name for f in _rows(cls) if f.compare]
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
