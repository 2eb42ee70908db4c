"""The ``typeset`` command: one file per verb, and what they share.

``main`` puts the verbs together and turns outcomes into exit codes (0 done, 1 errors in
what was given, 2 usage or unreadable). ``arguments`` holds the options verbs share,
``console`` what is said and where, ``output`` how files are written. A verb is a module
with ``NAME``, ``HELP``, ``EXAMPLES``, ``arguments(parser)`` and ``run(args, console)``.
Open ``pdf`` first. Whatever is heavy is imported inside ``run``.
"""

from typeset.cli.main import command, main

__all__ = ["command", "main"]
