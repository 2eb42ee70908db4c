"""``typeset completion``: shell completion, written out from the parser itself."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typeset.cli.console import Console
from typeset.record import dataclass

NAME = "completion"
HELP = "print a completion script for a shell"
EXAMPLES = """\
  source <(typeset completion bash)                                        now
  typeset completion zsh > "${fpath[1]}/_typeset"                          for good
  typeset completion fish > ~/.config/fish/completions/typeset.fish        for good
"""


def arguments(parser: ArgumentParser) -> None:
    """Declare the verb's arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"))


def run(args: Namespace, console: Console) -> int:  # noqa: ARG001 - a verb's shape
    """Carry the verb out."""
    from typeset.cli.main import parser  # noqa: PLC0415 - main imports the verbs

    print(script(parser(), args.shell), end="")
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One argument as a shell sees it; ``takes`` is ``nothing``, ``word``, ``file``, ``folder``."""

    flags: tuple[str, ...]
    help: str
    takes: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A verb and its arguments."""

    name: str
    help: str
    arguments: tuple[Argument, ...]


def script(top: ArgumentParser, shell: str) -> str:
    """The completion script of the parser's verbs for bash, zsh or fish."""
    commands = tuple(_commands(top))
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](commands)


# -- reading the parser --------------------------------------------------------------------


def _commands(top: ArgumentParser) -> Iterator[Command]:
    subparsers: Any = next(a for a in top._actions if a.dest == "verb")  # noqa: SLF001
    helps = {a.dest: a.help or "" for a in subparsers._choices_actions}  # noqa: SLF001
    for name, parser in subparsers.choices.items():
        found = tuple(_argument(a) for a in parser._actions if a.help != SUPPRESS)  # noqa: SLF001
        yield Command(name=name, help=helps[name], arguments=found)


def _argument(action: Action) -> Argument:
    choices = tuple(str(c) for c in action.choices or ())
    if action.nargs == 0:
        takes = "nothing"
    elif action.type is Path:
        takes = "folder" if action.dest == "project" else "file"
    else:
        takes = "word"
    return Argument(
        flags=tuple(action.option_strings), help=action.help or "", takes=takes, choices=choices
    )


# -- writing scripts -----------------------------------------------------------------------


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _bash(commands: tuple[Command, ...]) -> str:
    cases = "\n".join(_bash_case(c) for c in commands)
    names = " ".join(c.name for c in commands)
    return f"""\
# bash completion of typeset; written by: typeset completion bash
_typeset() {{
    local cur=${{COMP_WORDS[COMP_CWORD]}} prev=${{COMP_WORDS[COMP_CWORD-1]}} flags words kind
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "{names} --help --version" -- "$cur")
        return
    fi
    case ${{COMP_WORDS[1]}} in
{cases}
        *) return ;;
    esac
    case $cur in
        -*) mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$cur") ;;
        *)  if [ -n "$words" ]; then
                mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
            elif [ -n "$kind" ]; then
                compopt -o filenames
                mapfile -t COMPREPLY < <(compgen "$kind" -- "$cur")
            fi ;;
    esac
}}
complete -F _typeset typeset
"""


def _bash_case(command: Command) -> str:
    flags = " ".join(flag for a in command.arguments for flag in a.flags)
    rows = [f'        {command.name}) flags="{flags}"']
    for argument in sorted(command.arguments, key=lambda a: bool(a.flags)):  # flags override
        meant = f'words="{" ".join(argument.choices)}" kind='
        if argument.takes in {"file", "folder"}:
            meant = "words= kind=-d" if argument.takes == "folder" else "words= kind=-f"
        if not argument.flags:
            rows.append(f"            {meant}")
        elif argument.takes != "nothing":
            names = "|".join(argument.flags)
            rows.append(f"            case $prev in {names}) {meant} ;; esac")
    return "\n".join(rows) + " ;;"


def _zsh(commands: tuple[Command, ...]) -> str:
    verbs = "\n".join(f"        {_quoted(f'{c.name}:{_zsh_text(c.help)}')}" for c in commands)
    cases = "\n".join(_zsh_case(c) for c in commands)
    return f"""\
#compdef typeset
# zsh completion of typeset; written by: typeset completion zsh
_typeset() {{
    local -a verbs
    verbs=(
{verbs}
    )
    if (( CURRENT == 2 )); then
        _describe 'verb' verbs
        return
    fi
    local verb=$words[2]
    shift words
    (( CURRENT-- ))
    case $verb in
{cases}
    esac
}}
if [ "$funcstack[1]" = "_typeset" ]; then _typeset "$@"; else compdef _typeset typeset; fi
"""


def _zsh_case(command: Command) -> str:
    specs = " \\\n            ".join(_zsh_spec(a) for a in command.arguments)
    return f"        {command.name}) _arguments \\\n            {specs} ;;"


def _zsh_spec(argument: Argument) -> str:
    action = {"file": ":file:_files", "folder": ":folder:_files -/"}.get(argument.takes, "")
    if argument.choices:
        action = f":choice:({' '.join(argument.choices)})"
    elif argument.takes == "word":
        action = ":word: "
    if not argument.flags:
        return _quoted(f":{action}")
    text = f"[{_zsh_text(argument.help)}]{action}"
    if len(argument.flags) == 1:
        return _quoted(argument.flags[0] + text)
    return f"'({' '.join(argument.flags)})'{{{','.join(argument.flags)}}}{_quoted(text)}"


def _zsh_text(text: str) -> str:
    return text.replace("[", "(").replace("]", ")").replace(":", "\\:")


def _fish(commands: tuple[Command, ...]) -> str:
    rows = ["# fish completion of typeset; written by: typeset completion fish"]
    rows.append("complete -c typeset -f")
    for command in commands:
        rows.append(
            f"complete -c typeset -n __fish_use_subcommand -a {command.name} "
            f"-d {_fish_quoted(command.help)}"
        )
        rows += [_fish_row(command.name, a) for a in command.arguments]
    return "\n".join(rows) + "\n"


def _fish_row(verb: str, argument: Argument) -> str:
    row = f"complete -c typeset -n '__fish_seen_subcommand_from {verb}'"
    for flag in argument.flags:
        row += f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}"
    if argument.choices:
        row += f" -x -a {_fish_quoted(' '.join(argument.choices))}"
    elif argument.takes == "folder":
        row += " -x -a '(__fish_complete_directories)'"
    elif argument.takes == "file":
        row += " -r -F"
    return row + f" -d {_fish_quoted(argument.help)}"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
