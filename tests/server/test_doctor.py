import json
import os
import socket
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow


def doctor(folder, *arguments, **environment):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "planfolio", "doctor", "--data", str(folder), "--json", *arguments],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, {one["part"]: one for one in json.loads(done.stdout)["findings"]}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_an_untouched_folder_is_well(tmp_path):
    code, found = doctor(tmp_path / "new", "--port", free_port())
    assert code == 0
    assert found["Data folder"]["state"] == "ok"
    assert found["Database"]["state"] == "note"


def test_a_taken_port_a_damaged_database_open_rights_and_silent_mail_are_named(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "planfolio.sqlite3").write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, found = doctor(folder, "--port", port, PLANFOLIO_SMTP=f"smtp://127.0.0.1:{free_port()}")
    assert code == 4
    assert {part for part, one in found.items() if one["state"] == "mend"} == {"Database", "Port", "Mail"}
    assert "restore a backup" in found["Database"]["words"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    code, found = doctor(tmp_path / "file" / "data")
    assert code == 4
    assert "--data" in found["Data folder"]["words"]


def run(folder, *arguments):
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PLANFOLIO_", "DJANGO_"))}
    command = [sys.executable, "-m", "planfolio", *arguments, "--data", str(folder)]
    return subprocess.run(command, env={**clean, "LANGUAGE": "en"}, capture_output=True, text=True, check=False)


def test_a_lost_key_and_a_lost_file_are_named_and_damage_leads_every_command_here(tmp_path):
    folder = tmp_path / "data"
    assert run(folder, "demo").returncode == 0
    (folder / "secret.key").unlink()
    next(path for path in (folder / "files").rglob("*") if path.is_file()).unlink()
    code, found = doctor(folder, "--port", free_port())
    assert (code, found["Key"]["state"], found["Files"]["state"]) == (4, "note", "mend")
    (folder / "planfolio.sqlite3").write_bytes(os.urandom(8192))
    done = run(folder, "week")
    assert done.returncode == 4
    assert "planfolio doctor" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    environment = {**os.environ, "PLANFOLIO_DATA": str(tmp_path / "data"), "DATABASE_URL": ""}
    script = f"{sys.executable} -m planfolio doctor --json | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert "BrokenPipeError" not in done.stderr
