#!/usr/bin/env python3
"""Wall time of the metrics on a store of many actions.

    cargo build --release && python3 tests/bench/metrics.py [ACTIONS]

Writes ACTIONS actions (default 100000) and a tenth as many decisions by importing notes of 40 lines each,
some with dates in the past, and measures `tpm metrics`, `--all` and `--group owner`: the median of seven
runs. Needs python3.
"""

import datetime
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TPM = os.environ.get("TPM_BENCH_BINARY", os.path.join(ROOT, "target", "release", "tpm"))
PEOPLE = [f"person{serial}" for serial in range(50)]
TODAY = datetime.date(2026, 11, 22)
PER_FILE = 40


def notes(serial):
    """Returns the day and the text of one meeting with its actions and decisions."""
    day = TODAY - datetime.timedelta(serial % 700)
    lines = [f"# Sync {serial} of {day}", "", f"Present: @{PEOPLE[serial % 50]}", "", "## Actions", ""]
    for at in range(PER_FILE):
        number = serial * PER_FILE + at
        due = day + datetime.timedelta(number % 40)
        box = "x" if number % 5 < 3 else " "
        lines.append(f"- [{box}] @{PEOPLE[number % 50]} prepare part {number} by {due}")
    lines += ["", "## Decisions", ""]
    lines += [f"- DECISION: step {serial} goes way {at} (decider: @{PEOPLE[at]})" for at in range(PER_FILE // 10)]
    return day, "\n".join(lines) + "\n"


def main():
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "PATH": os.environ["PATH"], "TPM_NOW": f"{TODAY}T10:00:00Z", "TPM_TZ": "UTC",
               "TPM_ACTOR": "sam"}
        folder = os.path.join(home, "notes")
        os.makedirs(folder)
        for serial in range(actions // PER_FILE):
            day, text = notes(serial)
            with open(os.path.join(folder, f"{day}-sync-{serial}.md"), "w") as file:
                file.write(text)

        def run(*words):
            began = time.monotonic()
            subprocess.run([TPM, *words], env=env, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            return time.monotonic() - began

        print(f"import of {actions} actions: {run('import', 'notes', folder, '--live'):.1f} s")
        for words in (["metrics"], ["metrics", "--all"], ["metrics", "--group", "owner"], ["workstreams"],
                      ["report", "weekly"]):
            times = [run(*words) for _ in range(7)]
            print(f"{' '.join(words):24} {statistics.median(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
