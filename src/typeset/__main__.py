"""``python -m typeset`` is the ``typeset`` command."""

import sys

from typeset.cli import command

if __name__ == "__main__":
    sys.exit(command())
