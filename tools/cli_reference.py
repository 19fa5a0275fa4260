"""docs/cli.md, made from the commands themselves. Run it again when a command changes; a test tells when.

python -m tools.cli_reference
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

# Commands read their language when they are loaded.
os.environ["LANGUAGE"] = "en"

from planfolio.cli import COMMANDS, parser_of

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
HEAD = """\
# The command line

What `planfolio --help` says, of every command. From a checkout, `make run ARGS="--port 9000"` is
`planfolio start --port 9000`. Every command works without a running server, on the data folder of this person or on the
one that `--data` names. Those with `--json` print one JSON document, for programs.
"""


def page() -> str:
    """The whole of docs/cli.md. Generated text: change the commands, or HEAD above."""
    parser = parser_of(list(COMMANDS))
    commands = commands_of(parser)
    parts = [HEAD, f"\n{parser.epilog}\n"]
    for command in commands.values():
        parts.extend(_described(command))
    return "".join(parts)


def _described(parser: argparse.ArgumentParser) -> Iterator[str]:
    """A command, or each of its commands where it has some."""
    inner = commands_of(parser)
    for each in inner.values():
        yield from _described(each)
    if inner:
        return
    options = [action for action in parser._actions if action.dest != "help"]
    yield f"\n## {parser.prog}\n"
    if parser.description:
        yield f"\n{parser.description}\n"
    yield f"\n    {_usage(parser.prog, options)}\n\n"
    yield "| | |\n|---|---|\n"
    for action in options:
        yield f"| `{_in_cell(_name(action))}` | {_in_cell(action.help or '')} |\n"


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands inside a command, by name."""
    found = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def _usage(prog: str, options: list[argparse.Action]) -> str:
    """Options first, then what must be there."""
    ordered = sorted(options, key=lambda action: not action.option_strings)
    names = [(_name(one).split(", ")[-1], one.required) for one in ordered]
    return " ".join([prog, *(name if required else f"[{name}]" for name, required in names)])


def _name(action: argparse.Action) -> str:
    """As it is typed: -o, --output FILE."""
    value = "|".join(map(str, action.choices)) if action.choices else action.metavar or action.dest.upper()
    if not action.option_strings:
        return str(value)
    long = action.option_strings[-1]
    short = f"{action.option_strings[0]}, " if len(action.option_strings) > 1 else ""
    return f"{short}{long}" if action.nargs == 0 else f"{short}{long} {value}"


def _in_cell(text: str) -> str:
    return " ".join(text.replace("%%", "%").replace("|", "\\|").split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
