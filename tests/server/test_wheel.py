"""Installed from a wheel it is the same thing: every page, style, font and text is in it."""

import shutil
import subprocess
import sys
import zipfile

import pytest

from .running import ROOT, Running

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """A folder with the unpacked wheel, and nothing of the checkout on the path."""
    if not (ROOT / "README.md").exists():
        pytest.skip("a wheel needs README.md")
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        wheel.extractall(place / "installed")
    return place / "installed"


def test_it_holds_every_file_that_the_checkout_has(installed):
    if not shutil.which("git"):
        pytest.skip("needs git")
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "planfolio"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a checkout of git")
    missing = [name for name in listed.stdout.split() if (ROOT / name).exists() and not (installed / name).exists()]
    assert missing == []


def test_it_starts_and_serves_the_first_page_with_its_style(installed, tmp_path):
    running = Running(tmp_path / "data", settings="planfolio.settings")
    running.environment["PYTHONPATH"] = str(installed)
    running.root = installed
    running.start()
    try:
        status, page = running.ask("/launch/")
        assert status == 403
        assert "planfolio start" in page
        style = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert running.ask(style)[0] == 200
    finally:
        running.stop()
    assert str(ROOT / "planfolio") not in running.said()
