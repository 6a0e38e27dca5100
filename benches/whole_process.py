#!/usr/bin/env python3
"""Measures the cimd program as a whole against its budgets, in one run on one machine.

Every comparison alternates between its programs, so that a busy machine slows both, and takes medians.
With --check the exit code is 1 if a budget is broken.
"""

import argparse
import ctypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

BENCHES = Path(__file__).resolve().parent
PROJECT = BENCHES.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", PROJECT / "target")).resolve()
DEV_NULL = os.open(os.devnull, os.O_RDWR)

FILES = 10_000
ONE_IN_HAS_FINDINGS = 10
CLEAN = (BENCHES / "documents/clean.json").read_text()
THREE_FINDINGS = (BENCHES / "documents/three-findings.json").read_text()


def build(package, *options):
    """Builds a package's programs for release and returns where they are."""
    command = ["cargo", "build", "--quiet", "--release", "--locked", "--target-dir", TARGET]
    subprocess.run([*command, "--manifest-path", package / "Cargo.toml", *options], check=True)
    return TARGET / "release"


def write_documents(directory, document_of):
    """Writes distinct documents, each for a host of its own."""
    directory.mkdir()
    for number in range(FILES):
        text = document_of(number).replace("app.example.net", f"app{number:05}.example.net")
        (directory / f"client-{number:05}.json").write_text(text)
    return directory


def all_clean(_):
    return CLEAN


def mostly_clean(number):
    return CLEAN if number % ONE_IN_HAS_FINDINGS else THREE_FINDINGS


def all_dirty(_):
    return THREE_FINDINGS


class Taken(NamedTuple):
    """The seconds that a run took: by the clock, and on processors."""

    clock: float
    processor: float


def run(command):
    """Runs a command without output."""
    actions = [(os.POSIX_SPAWN_DUP2, DEV_NULL, descriptor) for descriptor in (0, 1, 2)]
    before = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    clock = time.perf_counter() - before
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return Taken(clock, usage.ru_utime + usage.ru_stime)


def medians(repetitions, *commands):
    """Runs the commands in turns. Returns the medians of each."""
    runs = [[] for _ in commands]
    for repetition in range(repetitions + 1):
        for command, measured in zip(commands, runs):
            taken = run(command)
            if repetition > 0:  # the first turn warms the caches
                measured.append(taken)
    return [Taken(*map(statistics.median, zip(*measured))) for measured in runs]


def peak_memory(command):
    """The most memory, in bytes, that a command has had at a time.

    A process starts with the peak of the one that started it, and Python's is above the budget. So a
    small shell starts it and goes, and we, as the subreaper, wait for the orphan. That begins when the
    shell is gone, which would otherwise be the one to wait for it.
    """
    pr_set_child_subreaper = 36
    ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)
    script = '(while kill -0 $$; do :; done; exec "$@") >/dev/null 2>&1 & echo $!'
    shell = subprocess.run(["sh", "-c", script, "sh", *command], stdout=subprocess.PIPE, text=True, check=True)
    _, _, usage = os.wait4(int(shell.stdout), 0)
    return usage.ru_maxrss * 1024


class Table:
    """Prints rows as they come, and remembers whether a budget is broken."""

    def __init__(self):
        self.broken = False
        self.row("", "cimd", "baseline", "ratio", "budget")

    def row(self, what, *cells):
        print(f"{what:48}" + "".join(f"{cell:>11}" for cell in cells), flush=True)

    def compare(self, what, measured, baseline, budget=None):
        """Adds a row of two times, in seconds, with a budget for their ratio."""
        ratio = measured / baseline
        limit = () if budget is None else (f"{budget:.1f} x", self.verdict(ratio, budget))
        self.row(what, milliseconds(measured), milliseconds(baseline), f"{ratio:.2f} x", *limit)

    def bound(self, what, measured, baseline, budget, show):
        """Adds a row of two amounts with a budget for the first."""
        self.row(what, show(measured), show(baseline), "", show(budget), self.verdict(measured, budget))

    def verdict(self, value, budget):
        self.broken |= value > budget
        return "BROKEN" if value > budget else "ok"


def milliseconds(seconds):
    return f"{seconds * 1e3:.2f} ms"


def mebibytes(count):
    return f"{count / 2**20:.1f} MiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="exit with 1 if a budget is broken")
    parser.add_argument("--starts", type=int, default=500, help="repetitions of the comparison of one file")
    parser.add_argument("--rounds", type=int, default=31, help="repetitions of the comparisons of 10,000 files")
    arguments = parser.parse_args()

    programs = build(BENCHES / "baseline")
    hello, read_and_parse = str(programs / "hello"), str(programs / "read_and_parse")
    cimd = str(build(PROJECT, "--bin", "cimd") / "cimd")
    directory = Path(tempfile.mkdtemp(prefix="cimd-benchmark-"))
    try:
        table = measure(arguments, directory, cimd, hello, read_and_parse)
    finally:
        shutil.rmtree(directory)
    sys.exit(1 if arguments.check and table.broken else 0)


def measure(arguments, directory, cimd, hello, read_and_parse):
    table = Table()

    one = directory / "client.json"
    one.write_text(CLEAN)
    lint = [cimd, "lint", str(one)]
    linted, greeted = medians(arguments.starts, lint, [hello])
    table.compare("one clean file, beside hello world", linted.clock, greeted.clock, budget=2.5)
    if sys.platform == "linux":
        table.bound("  peak memory", peak_memory(lint), peak_memory([hello]), 8 * 2**20, mebibytes)
    one.write_text(THREE_FINDINGS)
    linted, greeted = medians(arguments.starts, lint, [hello])
    table.compare("one file with three findings", linted.clock, greeted.clock)

    linted, answered = medians(arguments.starts, [cimd, "lint", str(one)], [cimd, "compat", str(one)])
    table.compare("one file, every server, beside one profile", answered.clock, linted.clock, budget=3.0)

    for what, document_of, options, budget in (
        ("10,000 clean files, one thread", all_clean, ["--quiet"], 1.5),
        ("10,000 files, one in ten with three findings", mostly_clean, ["--quiet"], None),
        ("10,000 files with three findings each, as JSON", all_dirty, ["--format", "json"], 3.0),
    ):
        files = write_documents(directory / document_of.__name__, document_of)
        lint = [cimd, "lint", "--jobs", "1", *options, str(files)]
        linted, parsed = medians(arguments.rounds, lint, [read_and_parse, str(files)])
        table.compare(what, linted.clock, parsed.clock, budget)
        table.compare("  processor time", linted.processor, parsed.processor)

    files = write_documents(directory / "compat", all_clean)
    lint = [cimd, "lint", "--jobs", "1", "--quiet", str(files)]
    compat = [cimd, "compat", "--jobs", "1", "--format", "jsonl", str(files)]
    linted, answered = medians(arguments.rounds, lint, compat)
    table.compare("10,000 files, every server, beside one profile", answered.clock, linted.clock, budget=10.0)

    size = Path(cimd).stat().st_size
    table.bound("release binary", size, Path(hello).stat().st_size, 12e6, lambda size: f"{size / 1e6:.2f} MB")
    return table


if __name__ == "__main__":
    main()
