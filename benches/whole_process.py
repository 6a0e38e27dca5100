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
        text = document_of(number).replace("app.example.com", f"app{number:05}.example.com")
        (directory / f"client-{number:05}.json").write_text(text)
    return directory


def mostly_clean(number):
    return CLEAN if number % ONE_IN_HAS_FINDINGS else THREE_FINDINGS


def run(command):
    """Runs a command without output. Returns its seconds by the clock and on processors."""
    actions = [(os.POSIX_SPAWN_DUP2, DEV_NULL, descriptor) for descriptor in (0, 1, 2)]
    before = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    clock = time.perf_counter() - before
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{' '.join(command)} failed")
    return clock, usage.ru_utime + usage.ru_stime


def medians(repetitions, *commands):
    """Runs the commands in turns. Returns the medians of each: (clock, processors)."""
    runs = [[] for _ in commands]
    for repetition in range(repetitions + 1):
        for command, measured in zip(commands, runs):
            taken = run(command)
            if repetition > 0:  # the first turn warms the caches
                measured.append(taken)
    return [tuple(map(statistics.median, zip(*measured))) for measured in runs]


def peak_memory(command):
    """The most memory, in bytes, that a command has had at a time; none where it cannot be told.

    A process starts with the peak of the one that started it, and Python's is above the budget. So a
    small shell starts it and goes, and we, as the subreaper, wait for the orphan.
    """
    if sys.platform != "linux":
        return None
    pr_set_child_subreaper = 36
    ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)
    script = '"$@" >/dev/null 2>&1 & echo $!'
    shell = subprocess.run(["sh", "-c", script, "sh", *command], stdout=subprocess.PIPE, text=True, check=True)
    _, _, usage = os.wait4(int(shell.stdout), 0)
    return usage.ru_maxrss * 1024


class Table:
    """Prints rows as they come, and remembers whether a budget is broken."""

    def __init__(self):
        self.broken = False
        self.line("", "measured", "baseline", "ratio", "budget", "")

    def line(self, *cells):
        widths = (46, 12, 12, 8, 8, 0)
        print(f"{cells[0]:{widths[0]}}" + "".join(f"{c:>{w}}" for c, w in zip(cells[1:], widths[1:])).rstrip(), flush=True)

    def ratio(self, what, measured, baseline, budget=None, show=lambda seconds: f"{seconds * 1e3:.2f} ms"):
        ratio = measured / baseline
        self.line(what, show(measured), show(baseline), f"{ratio:.2f}x", *self.verdict(ratio, budget, "{}x"))

    def amount(self, what, measured, baseline, budget, show):
        self.line(what, show(measured), show(baseline), "", *self.verdict(measured, budget, show))

    def verdict(self, value, budget, show):
        if budget is None:
            return "", ""
        broken = value > budget
        self.broken |= broken
        return show.format(budget) if isinstance(show, str) else show(budget), "  BROKEN" if broken else "  ok"


def mebibytes(count):
    return f"{count / 2**20:.1f} MiB"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="exit with 1 if a budget is broken")
    parser.add_argument("--starts", type=int, default=500, help="repetitions of the comparison of one file")
    parser.add_argument("--rounds", type=int, default=11, help="repetitions of the comparisons of 10,000 files")
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
    lint_one = [cimd, "lint", str(one)]
    linted, greeted = medians(arguments.starts, lint_one, [hello])
    table.ratio("one clean file, beside hello world", linted[0], greeted[0], budget=2.0)
    peaks = [peak_memory(lint_one), peak_memory([hello])]
    if None not in peaks:
        table.amount("  peak memory", *peaks, budget=6 * 2**20, show=mebibytes)
    one.write_text(THREE_FINDINGS)
    linted, greeted = medians(arguments.starts, lint_one, [hello])
    table.ratio("one file with three findings", linted[0], greeted[0])

    clean = write_documents(directory / "clean", mostly_clean)
    lint = [cimd, "lint", "--jobs", "1", "--quiet", str(clean)]
    linted, parsed = medians(arguments.rounds, lint, [read_and_parse, str(clean)])
    table.ratio("10,000 files, one in ten with findings", linted[0], parsed[0], budget=1.0)
    table.ratio("  processor time", linted[1], parsed[1])

    dirty = write_documents(directory / "dirty", lambda _: THREE_FINDINGS)
    lint = [cimd, "lint", "--jobs", "1", "--format", "json", str(dirty)]
    linted, parsed = medians(arguments.rounds, lint, [read_and_parse, str(dirty)])
    table.ratio("10,000 files with three findings each, as JSON", linted[0], parsed[0])
    table.ratio("  processor time", linted[1], parsed[1])

    print(f"\nrelease binary: {Path(cimd).stat().st_size / 1e6:.2f} MB (budget 10 MB)")
    return table


if __name__ == "__main__":
    main()
