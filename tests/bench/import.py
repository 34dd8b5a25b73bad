#!/usr/bin/env python3
"""Wall time of importing a folder of notes, and how long another writer has to wait meanwhile.

    cargo build --release && python3 tests/bench/import.py [FILES] [KILOBYTES]

Writes FILES notes (default 4000) of about KILOBYTES each (default 10) with attendees, talk, actions and
decisions, imports them, imports them again, and imports them once more after a line was added to each
tenth. During the first import another process adds actions; its longest wait is printed. Needs python3.
"""

import datetime
import os
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TPM = os.environ.get("TPM_BENCH_BINARY", os.path.join(ROOT, "target", "release", "tpm"))
FIRST = ["Ana", "Bo", "Chi", "Dana", "Eli", "Fay", "Gil", "Hana", "Ivo", "Jun", "Kai", "Lee", "Mia", "Noor"]
LAST = ["Adler", "Brook", "Cole", "Diaz", "Engel", "Frost", "Gold", "Hill"]
TALK = (
    "The plan for the rollout was walked through once more, with the numbers of the last week beside it, "
    "and nobody saw a reason to change the order of the steps before the vendor answers.\n"
)


def notes(serial, size):
    """Returns the text of one file."""
    day = datetime.date(2016, 1, 4) + datetime.timedelta(serial)
    people = [f"{FIRST[(serial + at) % 14]} {LAST[(serial * 3 + at) % 8]}" for at in range(8)]
    lines = [f"# Sync {day}", "", "## Attendees", ""]
    lines += [f"- {name}" for name in people]
    lines += ["", "## Notes", ""]
    at = 0
    while sum(len(line) + 1 for line in lines) < size:
        lines.append(f"- {people[at % 8].split()[0]}: {TALK.strip()}")
        at += 1
    lines += ["", "## Action items", ""]
    lines += [f"- {people[at].split()[0]}: prepare part {at} of step {serial}" for at in range(4)]
    lines += ["", f"DECISION: step {serial} stays where it is", ""]
    return day, "\n".join(lines)


def main():
    files = int(sys.argv[1]) if len(sys.argv) > 1 else 4000
    size = int(sys.argv[2]) * 1000 if len(sys.argv) > 2 else 10_000
    with tempfile.TemporaryDirectory() as home:
        env = {"HOME": home, "PATH": os.environ["PATH"], "TPM_NOW": "2026-11-22T10:00:00Z", "TPM_TZ": "UTC",
               "TPM_ACTOR": "sam"}
        folder = os.path.join(home, "notes")
        os.makedirs(folder)
        for serial in range(files):
            day, text = notes(serial, size)
            with open(os.path.join(folder, f"{day}-sync.md"), "w") as file:
                file.write(text)

        def run(*words):
            began = time.monotonic()
            subprocess.run([TPM, *words], env=env, check=True, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            return time.monotonic() - began

        run("act", "write the first line")
        began = time.monotonic()
        importing = subprocess.Popen([TPM, "import", "notes", folder], env=env, stdout=subprocess.DEVNULL,
                                     stderr=subprocess.DEVNULL)
        waits = []
        while importing.poll() is None:
            waits.append(run("act", "write another line", "--lock-timeout", "60"))
        wall = time.monotonic() - began
        print(f"import of {files} files of {size} bytes: {wall:.2f} s")
        print(f"longest wait of another writer: {max(waits):.2f} s of {len(waits)} writes")
        print(f"second import: {run('import', 'notes', folder):.2f} s")
        for serial in range(0, files, 10):
            day, text = notes(serial, size)
            with open(os.path.join(folder, f"{day}-sync.md"), "w") as file:
                file.write(text + "\nACTION: Ana Adler to write it up\n")
        print(f"import after a line more in each tenth: {run('import', 'notes', folder):.2f} s")


main()
