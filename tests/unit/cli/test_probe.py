"""``typeset probe`` as a command: JSON in, JSON out, and when it gives up."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

REQUEST = {"id": "一", "text": "改革开放以来，经济发展。", "measure_em": 6}


def run(given: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "typeset", "probe", *options]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def told(given: Any, *options: str) -> Any:
    done = run(json.dumps(given).encode(), *options)
    assert done.returncode == 0
    return json.loads(done.stdout.decode("utf-8"))


def test_an_object_gives_an_object_and_an_array_an_array() -> None:
    """CL-00-01."""
    single = told(REQUEST)
    assert single["id"] == "一"
    assert told([REQUEST, {"bad": 1}, REQUEST])[::2] == [single, single]
    assert told([]) == []


def test_errors_leave_the_exit_status_alone() -> None:
    assert told({"id": "x"})["error"]["code"] == "bad-request"


@pytest.mark.parametrize("given", [b"", b"{", b"5", b'"text"', b"null", b"\xff\xfe", b"[NaN]"])
def test_what_is_no_json_of_ours_ends_with_two_and_silence(given: bytes) -> None:
    """CL-00-01."""
    done = run(given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr


def test_explanations_go_to_stderr_only() -> None:
    done = run(json.dumps(REQUEST).encode(), "--explain")
    assert json.loads(done.stdout)["lines"]
    assert "cost" in done.stderr.decode()
