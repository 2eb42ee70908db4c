"""The same input gives the same bytes: on another day, in another folder, whatever the locale."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONTENT = Path(__file__).parents[2] / "content"

# Another day: every clock a program may look at is years ahead.
LATER = """
import datetime, time, sys
ahead = 1e8
now = time.time
time.time = lambda: now() + ahead
local, utc = time.localtime, time.gmtime
time.localtime = lambda s=None: local(time.time() if s is None else s)
time.gmtime = lambda s=None: utc(time.time() if s is None else s)
class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time(), tz)
datetime.datetime = Later
from typeset.cli import main
sys.exit(main(sys.argv[1:]))
"""


def build(verb: str, content: Path, target: Path, later: bool, **environment: str) -> bytes:
    code = (
        LATER if later else "import sys; from typeset.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, verb, content.name, "-o", str(target)]
    env = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | environment
    subprocess.run(command, cwd=content.parent, env=env, check=True, capture_output=True)
    return target.read_bytes()


@pytest.mark.parametrize("verb", ["pdf", "docx"])
def test_two_builds_give_identical_bytes(verb: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "another folder" / "content"
    shutil.copytree(CONTENT, elsewhere)
    for path in elsewhere.rglob("*"):
        os.utime(path, (1, 1))
    first = build(verb, CONTENT, tmp_path / "first", later=False, PYTHONHASHSEED="1", TZ="UTC")
    again = build(
        verb, elsewhere, tmp_path / "again", later=True, PYTHONHASHSEED="2",
        TZ="Asia/Shanghai", LC_ALL="C", COLUMNS="40",
    )  # fmt: skip
    assert first == again
