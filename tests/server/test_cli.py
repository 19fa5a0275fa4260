"""The frame of the command line."""

import subprocess
import sys

import pytest

from planfolio import cli
from planfolio.commands import Exit, Stop
from planfolio.errors import Missing, Refused


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "planfolio", *arguments], capture_output=True, text=True, check=False
    )


def test_help_does_not_load_django():
    done = run("--help")
    assert done.returncode == 0
    assert "start" in done.stdout
    assert "django" not in done.stderr


@pytest.mark.parametrize("name", list(cli.COMMANDS))
def test_every_command_has_help_without_django(name):
    done = run(name, "--help")
    assert done.returncode == 0
    assert "--data" in done.stdout
    assert ("--json" in done.stdout) == cli.COMMANDS[name].facts
    assert "django.db" not in done.stderr


def test_an_unknown_command_is_wrong_use():
    assert run("fly").returncode == Exit.USAGE


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Stop("say", Exit.ENVIRONMENT), 4),
        (Missing("say"), 3),
        (Refused("say"), 1),
        (KeyboardInterrupt(), 1),
    ],
)
def test_errors_for_people_become_a_message_and_a_code(monkeypatch, capsys, error, code):
    def stopped(_options):
        raise error

    monkeypatch.setattr("planfolio.commands.start.run", stopped)
    assert cli.main(["start"]) == code
    assert capsys.readouterr().err.strip()


def test_a_defect_is_not_hidden(monkeypatch):
    def broken(_options):
        raise ZeroDivisionError

    monkeypatch.setattr("planfolio.commands.start.run", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["start"])
