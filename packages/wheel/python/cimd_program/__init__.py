"""Finds and runs the program `cimd` that this distribution installs."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Iterator


def find() -> str:
    """The path of the program; FileNotFoundError where it was not installed."""
    name = "cimd" + (sysconfig.get_config_var("EXE") or "")
    for folder in _folders():
        program = Path(folder) / name
        if program.is_file():
            return str(program)
    raise FileNotFoundError(f"{name} is not among the programs of this Python; install cimd-lint anew")


def _folders() -> Iterator[str]:
    """Where installers put programs: of this environment, beside this package, and of the user."""
    yield sysconfig.get_path("scripts")
    # `pip install --target FOLDER`
    yield str(Path(__file__).resolve().parent.parent / "bin")
    scheme = getattr(sysconfig, "get_preferred_scheme", None)
    user = scheme("user") if scheme else f"{os.name}_user"
    if user in sysconfig.get_scheme_names():
        yield sysconfig.get_path("scripts", scheme=user)


def main() -> None:
    """Runs the program with the arguments of this process, and ends with its exit code."""
    try:
        program = find()
    except FileNotFoundError as error:
        print(f"error: {error}", file=sys.stderr)
        sys.exit(2)
    arguments = [program, *sys.argv[1:]]
    if os.name == "nt":
        # execv would return to the shell before the program ends.
        sys.exit(subprocess.run(arguments).returncode)
    os.execv(program, arguments)
