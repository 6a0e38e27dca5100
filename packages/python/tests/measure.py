"""Prints how long a lint takes from Python: python measure.py FILE..."""

import json
import statistics
import sys
import timeit
from pathlib import Path

import cimd_lint

for name in sys.argv[1:]:
    document = Path(name).read_bytes()
    times = timeit.repeat(lambda: cimd_lint.lint(document), number=500, repeat=15)
    whole = timeit.repeat(lambda: json.loads(cimd_lint.lint(document).to_json()), number=500, repeat=15)
    print(
        f"{Path(name).name} ({len(document)} bytes): {statistics.median(times) * 2_000:.1f} µs a report,"
        f" {statistics.median(whole) * 2_000:.1f} µs with its JSON as a dict"
    )
