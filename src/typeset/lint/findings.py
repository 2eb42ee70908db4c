"""One finding of the linter in a text."""

from __future__ import annotations

from typeset.record import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place in a text (offsets in characters, half-open), and what to write there instead.

    ``safe`` says that nothing but the ``proposal`` can have been meant; ``clause`` is the
    requirement behind the rule, ``message`` what is wrong, for people.
    """

    code: str
    start: int
    end: int
    text: str
    proposal: str
    message: str
    clause: str
    safe: bool = False

    @property
    def row(self) -> dict[str, str | int]:
        """The five fields that the probe's ``lint`` list holds."""
        return {
            "code": self.code,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "proposal": self.proposal,
        }
