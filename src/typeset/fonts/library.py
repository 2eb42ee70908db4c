"""All faces a style can name, and which face sets which character.

Families are found by their exact name (in any language the face gives, letter case aside):
first the files the style names, then its font folders and the faces that travel with the
program, then the machine's own. A name that is not there is an error at the place that asks
for it, with the nearest one. Text of another language takes a family of that language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any, Literal, Protocol

from typeset.diagnostics import NOWHERE, Diagnostic, Sink, Span, nearest
from typeset.fonts.face import Face
from typeset.fonts.fallback import chain_for
from typeset.fonts.regions import every_family, families_for, serves
from typeset.fonts.sfnt import BadFont, FaceFacts, count_faces, read_facts
from typeset.fonts.system import system_faces
from typeset.project import Project
from typeset.record import dataclass
from typeset.resources import asset


class FaceRequest(Protocol):
    """A face as a style asks for it."""

    @property
    def family(self) -> str:
        """The exact name of a family."""
        ...

    @property
    def weight(self) -> int:
        """From 100 to 900."""
        ...

    @property
    def italic(self) -> bool:
        """Whether the slanted face is meant."""
        ...

    @property
    def span(self) -> Span:
        """Where it is asked for."""
        ...


class _RoleFaces(Protocol):
    @property
    def faces(self) -> Mapping[Any, FaceRequest]: ...


class _FontFiles(Protocol):
    @property
    def family(self) -> str: ...
    @property
    def files(self) -> tuple[str, ...]: ...
    @property
    def span(self) -> Span: ...
    @property
    def language(self) -> str: ...
    @property
    def fallback(self) -> tuple[str, ...]: ...
    @property
    def shift(self) -> float | None: ...


class _FontSearch(Protocol):
    @property
    def dirs(self) -> tuple[str, ...]: ...
    @property
    def system(self) -> System: ...
    @property
    def span(self) -> Span: ...


System = Literal["never", "fallback", "prefer"]
"""Whether the machine's faces are used: not at all, where no other has the name, or first."""


class FontWants(Protocol):
    """What the library reads of a style: the faces of its roles, the files it brings."""

    @property
    def roles(self) -> Mapping[str, _RoleFaces]:
        """The roles by name."""
        ...

    @property
    def fonts(self) -> tuple[_FontFiles, ...]:
        """The files the project brings."""
        ...

    @property
    def font_search(self) -> _FontSearch:
        """Where else faces are sought."""
        ...


@dataclass(slots=True)
class FontLibrary:
    """Faces by key, by name, and by the characters they have."""

    sink: Sink
    faces: dict[str, Face] = field(default_factory=dict)
    families: dict[str, list[Face]] = field(default_factory=dict)  # case-folded name to faces
    names: dict[str, str] = field(default_factory=dict)  # case-folded name as written
    extra: list[str] = field(default_factory=list)  # families the style brings, in its order
    own_chains: dict[str, tuple[str, ...]] = field(default_factory=dict)  # by family, case-folded
    system: System = "fallback"
    _picked: dict[tuple[str, int, bool], Face | None] = field(default_factory=dict)
    _chains: dict[tuple[str, int, str], tuple[tuple[Face, bool], ...]] = field(default_factory=dict)
    _regional: dict[tuple[str, str], Face] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def face(self, key: str) -> Face:
        """The face that glyph runs name with this key.

        Raises:
            KeyError: no such face; content cannot cause this.
        """
        return self.faces[key]

    def add(self, face: Face, names: Iterable[str]) -> None:
        """Take in a face under all its names."""
        if face.key in self.faces:
            face.key = f"{face.key}-{len(self.faces)}"
        self.faces[face.key] = face
        for name in names:
            group = self.families.setdefault(name.casefold(), [])
            if face not in group:
                group.append(face)
            self.names.setdefault(name.casefold(), name)

    def forget_told(self) -> None:
        """Tell stand-ins and missing characters anew, as if nothing had been set yet."""
        self._told.clear()

    def pick(self, request: FaceRequest) -> Face | None:
        """The face asked for; None after an error at the request's place."""
        key = (request.family.casefold(), request.weight, request.italic)
        if key not in self._picked:
            self._picked[key] = self._find(request)
        return self._picked[key]

    def _find(self, request: FaceRequest) -> Face | None:
        group = self._group(request.family, request.span)
        if not group:
            hint = nearest(request.family, self.names.values())
            known = hint or "families there are: " + ", ".join(self._catalogue())
            message = f"there is no font family '{request.family}'"
            self.sink.error("style/unknown-font", message, request.span, known)
            return None
        for face in group:
            if (face.weight, face.italic) == (request.weight, request.italic):
                return face
        self._missing_weight(request, group)
        return None

    def _group(self, family: str, span: Span) -> list[Face]:
        """All faces of a family; the machine's where the style lets them in."""
        name = family.casefold()
        own = self.families.get(name, [])
        if self.system == "never" or (own and self.system == "fallback"):
            return own
        found = []
        for path, index, facts in system_faces(family):
            if facts.fs_type & 0xF != _RESTRICTED:
                found.append(_face(family, path, index, facts))
                self.add(found[-1], [family])
        if found:
            files = ", ".join(sorted({face.path.name for face in found}))
            message = f"'{family}' is the machine's own ({files}): pages differ elsewhere"
            self.sink.findings.append(Diagnostic("fonts/system", "note", message, span))
        return found or own

    # -- languages -------------------------------------------------------------------------

    def regional(
        self, request: FaceRequest, language: str, span: Span = NOWHERE, sink: Sink | None = None
    ) -> Face | None:
        """The face that sets text of this language where ``request`` is asked for.

        The face itself if it draws the language's forms, else one of a family that does, of
        the nearest weight, and of the same genre if there is one (CL-FN-01). Where there is
        none the face itself is given, with the warning ``fonts/font-region-mismatch``.
        """
        own = self.pick(request)
        if own is None or serves(own.languages, language):
            return own
        key = (own.key, language)
        if key not in self._regional:
            self._regional[key] = self._of_region(own, language, span, sink or self.sink)
        return self._regional[key]

    def _of_region(self, own: Face, language: str, span: Span, sink: Sink) -> Face:
        found = self._of_language(own, families_for(language, own.family))
        if found is not None:
            return found
        other = self._of_language(own, every_family(language))
        if other is None:
            message = f"'{own.family}' does not draw characters as {language} text has them"
            hint = f"add a font with 'lang: {language}' under 'fonts' in the style"
            sink.warn("fonts/font-region-mismatch", message, span, hint)
            return own
        if (own.family, language) in self._told:
            return other
        self._told.add((own.family, language))
        message = f"no face like '{own.family}' for {language}; set from '{other.family}'"
        sink.findings.append(Diagnostic("fonts/stand-in", "note", message, span))
        return other

    def _of_language(self, own: Face, families: Iterable[str]) -> Face | None:
        for family in families:
            if self.families.get(family.casefold()) or self.system != "never":
                self._group(family, NOWHERE)
            face = self._nearest_weight(family, own.weight)
            if face is not None:
                return face
        return None

    def _missing_weight(self, request: FaceRequest, group: list[Face]) -> None:
        slant = "italic " if request.italic else ""
        there = ", ".join(
            f"{face.weight}{' italic' if face.italic else ''}"
            for face in sorted(group, key=lambda face: (face.italic, face.weight))
        )
        message = f"'{request.family}' has no {slant}weight {request.weight}"
        self.sink.error("style/font-weight", message, request.span, f"weights there are: {there}")

    def _catalogue(self) -> list[str]:
        return sorted({face.family for face in self.faces.values()})

    def cover(
        self,
        request: FaceRequest,
        text: str,
        span: Span = NOWHERE,
        sink: Sink | None = None,
        language: str = "",
    ) -> Face | None:
        """The face that sets these characters (one cluster) where ``request`` is asked for.

        The face itself, else the first of its chain that has them all. A stand-in is noted
        once; if no face has them that is an error at ``span`` and the face itself is given.
        Findings go to ``sink``, by default the library's own. ``language`` is that of the
        text, where the request names none.
        """
        told = self.sink if sink is None else sink
        language = request_language(request) or language
        own = self.regional(request, language, span, told) if language else self.pick(request)
        if own is None or own.covers(text):
            return own
        for face, is_companion in self._chain(own, language):
            if face.covers(text):
                if not is_companion:
                    self._note(own, face, text, span, told)
                return face
        self._refuse(own, text, span, told)
        return own

    def _chain(self, own: Face, language: str) -> tuple[tuple[Face, bool], ...]:
        key = (own.family, own.weight, language)
        if key not in self._chains:
            chain = chain_for(own.family, own.weight)
            brought = self.own_chains.get(own.family.casefold(), ())
            steps = [(name, own.weight, True) for name in brought]
            steps += [(name, weight, True) for name, weight in chain.companion]
            steps += [(name, own.weight, False) for name in families_for(language, own.family)]
            steps += [(name, weight, False) for name, weight in chain.then]
            steps += [(name, own.weight, False) for name in self.extra]
            steps += [(name, own.weight, False) for name in (*every_family(language), *_HANGUL)]
            found = [(self._nearest_weight(n, w), silent) for n, w, silent in steps]
            self._chains[key] = tuple((face, silent) for face, silent in found if face)
        return self._chains[key]

    def _nearest_weight(self, family: str, weight: int) -> Face | None:
        """The upright face of a family that comes nearest in weight, the heavier of two."""
        upright = [face for face in self.families.get(family.casefold(), ()) if not face.italic]
        return min(upright, key=lambda f: (abs(f.weight - weight), -f.weight), default=None)

    def _note(self, own: Face, stand_in: Face, text: str, span: Span, sink: Sink) -> None:
        if (own.key, text) not in self._told:
            self._told.add((own.key, text))
            message = f"'{own.family}' has no {_named(text)}; set from '{stand_in.family}'"
            sink.findings.append(Diagnostic("fonts/stand-in", "note", message, span))

    def _refuse(self, own: Face, text: str, span: Span, sink: Sink) -> None:
        if (own.key, text) not in self._told:
            self._told.add((own.key, text))
            message = f"no face has the character {_named(text)} (asked of '{own.family}')"
            hint = "add a font that has it under 'fonts' in the style, or write it otherwise"
            sink.error("fonts/no-glyph", message, span, hint)


_RESTRICTED = 2  # fsType: the face may not be embedded
_HANGUL = ("Noto Serif KR",)  # in no other shipped face


def request_language(request: FaceRequest) -> str:
    """The language a face is asked for; empty if the request names none."""
    return str(getattr(request, "language", ""))


def _named(text: str) -> str:
    return f"'{text}' " + " ".join(f"U+{ord(char):04X}" for char in text)


def open_library(style: FontWants, root: Path | None, sink: Sink) -> FontLibrary:
    """The library for a style: the faces that travel with the program and the project's own.

    Every face a role names is looked up at once, so that all missing ones are reported
    together. ``root`` is the project's folder; files of ``style.fonts`` lie inside it.
    """
    library = FontLibrary(sink, system=style.font_search.system)
    for source in style.fonts:
        _add_files(library, source, root, sink)
    for folder in style.font_search.dirs:
        _add_folder(library, folder, root, style.font_search.span, sink)
    _add_shipped(library)
    for role in style.roles.values():
        for request in role.faces.values():
            library.pick(request)
    return library


def _add_shipped(library: FontLibrary) -> None:
    folder = asset("fonts")
    catalogue = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))
    for row in catalogue["face"]:
        path = folder / row["file"]
        if path.exists():  # a distribution may leave the faces of assets/fonts/gpl out
            languages = tuple(row.get("languages", ()))
            face = Face(path.stem, row["family"], row["weight"], path, italic=row["italic"],
                        languages=languages)  # fmt: skip
            library.add(face, [row["family"], *([row["family_zh"]] if "family_zh" in row else [])])


def _add_files(library: FontLibrary, source: _FontFiles, root: Path | None, sink: Sink) -> None:
    library.extra.append(source.family)
    library.own_chains[source.family.casefold()] = source.fallback
    project = Project(root or Path())
    for name in source.files:
        path = project.path(name, source.span, sink)
        if path is None:
            continue
        try:
            for index in range(count_faces(path)):
                facts = read_facts(path, index)
                names = dict.fromkeys([source.family, *facts.names])
                languages = (source.language,) if source.language else ()
                face = _face(source.family, path, index, facts, languages, source.shift)
                face.source, face.span = name, source.span
                library.add(face, names)
        except (OSError, BadFont) as fault:
            sink.error("style/font-file", f"font file '{name}': {fault}", source.span)


def _add_folder(
    library: FontLibrary, folder: str, root: Path | None, span: Span, sink: Sink
) -> None:
    """Every face in a folder of the project, under its own names."""
    project = Project(root or Path())
    names = [stem + ending for ending in _ENDINGS for stem in project.names(folder, ending)]
    for name in sorted(names):
        path = project.path(f"{folder}/{name}", span, sink)
        if path is None:
            continue
        try:
            for index in range(count_faces(path)):
                facts = read_facts(path, index)
                family = facts.names[0] if facts.names else path.stem
                face = _face(family, path, index, facts)
                face.source, face.span = f"{folder}/{name}", span
                library.add(face, facts.names or (family,))
        except (OSError, BadFont) as fault:
            sink.error("style/font-file", f"font file '{folder}/{name}': {fault}", span)


_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")


def _face(
    family: str,
    path: Path,
    index: int,
    facts: FaceFacts,
    languages: tuple[str, ...] = (),
    shift: float | None = 0.0,
) -> Face:
    key = facts.postscript_name or f"{path.stem}-{index}"
    return Face(key, family, facts.weight, path, italic=facts.italic, index=index,
                languages=languages, shift=shift)  # fmt: skip
