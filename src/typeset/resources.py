"""Where the files are that travel with the program: faces, logo, colour profiles.

In an installed wheel they lie in ``typeset/assets``, in a checkout in ``assets`` beside ``src``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "assets", _PACKAGE.parents[1] / "assets")


def asset(relative: str = "") -> Path:
    """The path of a shipped file or folder, named from the ``assets`` folder.

    Raises:
        FileNotFoundError: the installation is incomplete; content cannot cause this.
    """
    for place in _PLACES:
        path = place / relative
        if path.exists():
            return path
    raise FileNotFoundError(f"typeset was installed without its file 'assets/{relative}'")
