"""Every benchmark, one after the other: `make bench`, or `make bench ARGS=roadmap` for one."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(names: list[str]) -> int:
    files = sorted((ROOT / "benchmarks").glob("[!_]*.py"))
    chosen = [file for file in files if not names or file.stem in names]
    if not chosen:
        print("There is no such benchmark. There are:", *(file.stem for file in files), file=sys.stderr)
        return 2
    codes = []
    for file in chosen:
        print(f"\n== {file.stem}", flush=True)
        codes.append(subprocess.call([sys.executable, "-m", f"benchmarks.{file.stem}"], cwd=ROOT))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
