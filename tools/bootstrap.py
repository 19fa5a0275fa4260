"""`make run`, `make test` and the others on a fresh clone: only Python's standard library, only python3 and make.

The environment `.venv` is made by uv from a lock with hashes. A stamp in it says which lock it was made from, so that
the second run goes straight on. uv itself is taken from the search path, or from PyPI by pip into `.cache/`.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CACHE = ROOT / ".cache"
STAMP = VENV / "planfolio.stamp"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
OLDEST = (3, 11)
QUIET_PIP = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
RUFF = (["check", "."], ["format", "--check", "."])


def main(task: str, arguments: list[str]) -> int:
    if sys.version_info < OLDEST:
        return say("Planfolio needs Python 3.11 or newer; this one is", sys.version.split()[0])
    try:
        if task == "run":
            return become(environment("run"), "-m", "planfolio", "start", *arguments)
        python = environment("dev")
    except Unable as unable:
        return say(*unable.args)
    if task == "lint":
        return max(subprocess.call([python, "-m", "ruff", *words], cwd=ROOT) for words in RUFF)
    return become(python, f"tools/{task}.py", *arguments)


def become(*command: str) -> int:
    """Go on as that program: signals reach it directly, and its exit code is ours."""
    os.chdir(ROOT)
    if os.name == "nt":
        return subprocess.call(command)
    return os.execv(command[0], command)


class Unable(Exception):
    """The environment cannot be made; the words say what to do."""


def environment(lock: str) -> str:
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = {name: digest(LOCKS[name]) for name in ("run", "dev")}
    stamped = STAMP.read_text(encoding="ascii").split() if STAMP.exists() and python.exists() else []
    # The development environment holds everything that running needs.
    if stamped in ([lock, wanted[lock]], ["dev", wanted["dev"]]):
        return str(python)
    print("Setting up Planfolio's environment in .venv (once) ...", flush=True)
    # Our own modules are compiled meanwhile: the first start has that much less to do.
    compiling = subprocess.Popen(
        [sys.executable, "-m", "compileall", "-q", str(ROOT / "planfolio")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    uv = find_uv()
    settings = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_PYTHON_DOWNLOADS": "never", "UV_NO_CONFIG": "1"}
    settings.pop("VIRTUAL_ENV", None)
    if not os.environ.get("HOME") and os.name != "nt":
        settings["UV_CACHE_DIR"] = str(CACHE / "uv-cache")
    if stamped[:1] == ["dev"]:
        lock = "dev"
    STAMP.unlink(missing_ok=True)
    if not python.exists():
        call([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)], settings)
    call([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", str(python), str(LOCKS[lock])], settings)
    compiling.wait()
    STAMP.write_text(f"{lock} {wanted[lock]}", encoding="ascii")
    return str(python)


def find_uv() -> str:
    """uv on the search path or in the cache folder; otherwise fetched with pip."""
    kept = CACHE / "uv"
    program = "uv.exe" if os.name == "nt" else "uv"
    found = shutil.which("uv") or shutil.which(program, path=str(kept / "bin"))
    if found:
        return found
    # Beside and then renamed, so that a run that was stopped leaves no half of it.
    beside = CACHE / f"uv.{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    call([*pip(), "install", "--quiet", "--disable-pip-version-check", "--target", str(beside), "uv"], QUIET_PIP)
    shutil.rmtree(kept, ignore_errors=True)
    beside.rename(kept)
    return str(kept / "bin" / program)


def pip() -> list[str]:
    if find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    own = CACHE / "pip"
    made = subprocess.run([sys.executable, "-m", "venv", str(own)], capture_output=True, check=False)
    if made.returncode:
        shutil.rmtree(own, ignore_errors=True)
        raise Unable(
            "This Python has neither pip nor venv, and uv is not installed. Install one of them and try again,\n"
            "for example:  apt install python3-venv   or   dnf install python3-pip"
        )
    return [str(own / ("Scripts/python.exe" if os.name == "nt" else "bin/python")), "-m", "pip"]


def call(command: list[str], settings: dict[str, str]) -> None:
    if subprocess.run(command, env=settings, check=False).returncode:
        raise Unable(
            "The environment could not be set up; what went wrong is above. Where it speaks of the network, check the\n"
            "connection and try again: what was already fetched is kept."
        )


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes() + sys.version.encode()).hexdigest()


def say(*words: str) -> int:
    print(*words, file=sys.stderr)
    return 4


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
