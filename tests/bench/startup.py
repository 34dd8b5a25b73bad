#!/usr/bin/env python3
"""CPU time of the daily commands against the sqlite3 shell on the same file.

    cargo build --release && python3 tests/bench/startup.py [ACTIONS] [ROUNDS]

Makes a store of ACTIONS actions (default 10000: 60 % done, 15 % overdue, 25 % open ahead; 50 people,
20 workstreams, one decision to ten actions) by importing notes, then runs each command and the SQL
that it stands for in turn, ROUNDS times (default 200), and prints the median CPU time (user and
system, of the whole process) of both with their ratio. Writes run on a copy of the file each, which
both sides fill alike. The shell leaves the search index out of its writes: versions before 3.43 cannot
open it, and the comparison only gets harder for tpm. Needs python3 and the sqlite3 shell.
"""

import datetime
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TPM = os.path.join(ROOT, "target", "release", "tpm")
NOW = "2026-11-22T10:00:00Z"
TODAY = datetime.date(2026, 11, 22)

SETTINGS = (
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA synchronous=FULL; "
    "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA user_version; "
)
COLUMNS = (
    "i.id, i.number, i.deleted, t.title, t.body, t.owner, t.workstream, t.serves, t.meeting, "
    "t.status, t.priority, t.created, t.due, t.due_baseline, t.due_source, t.done_at, t.drop_reason, "
    "t.waiting_on, t.waiting_text, t.waiting_since, t.chase_on, t.snooze_until, t.reopened, t.tags, "
    "t.history"
)
FROM = f"SELECT {COLUMNS} FROM action t JOIN item i ON i.id = t.item WHERE "


def notes(folder, actions):
    """Writes notes whose lines become the actions, a thousand a file."""
    os.makedirs(folder)
    people = [f"person{number}" for number in range(50)]
    left = actions
    for number in range((actions + 999) // 1000):
        lines = [f"# Sync {number}", ""]
        for at in range(min(left, 1000)):
            serial = number * 1000 + at
            kind = serial % 20
            days = serial * 7919 % 90 + 1
            if kind < 12:
                box, due = "x", TODAY - datetime.timedelta(days)
            elif kind < 15:
                box, due = " ", TODAY - datetime.timedelta(days)
            else:
                box, due = " ", TODAY + datetime.timedelta(days)
            owner = people[serial * 31 % 50]
            stream = serial * 17 % 20
            lines.append(
                f"- [{box}] @{owner}: prepare item {serial} of the rollout plan (due: {due}) #stream{stream}"
            )
            if at % 10 == 0:
                lines.append(f"- DECISION: option {serial} for the rollout")
        left -= 1000
        day = datetime.date(2020, 1, 1) + datetime.timedelta(number % 2000)
        with open(os.path.join(folder, f"{day}-sync-{number}.md"), "w") as file:
            file.write("\n".join(lines) + "\n")


def environment(home, db):
    return {"HOME": home, "TPM_NOW": NOW, "TPM_TZ": "UTC", "TPM_ACTOR": "sam", "TPM_DB": db, "PATH": os.environ["PATH"]}


def cpu(command, env, stdin=None):
    """Returns the CPU time of one run in milliseconds."""
    source = subprocess.PIPE if stdin else subprocess.DEVNULL
    child = subprocess.Popen(command, env=env, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if stdin:
        child.stdin.write(stdin.encode())
        child.stdin.close()
    error = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command}: {error.decode()}")
    return (usage.ru_utime + usage.ru_stime) * 1000


def followup_sql():
    """The list of twenty, with the look-ups of who owns what and what it serves."""
    lists = (
        SETTINGS
        + FROM
        + "i.deleted = 0 AND t.done_at IS NULL AND t.due < '2026-11-22' AND t.history = 0 "
        + "ORDER BY t.due, t.item LIMIT 21; "
        + FROM
        + "i.deleted = 0 AND t.done_at IS NULL AND t.history = 0 AND t.chase_on <= '2026-11-22' "
        + "AND (t.due IS NULL OR t.due >= '2026-11-22') ORDER BY t.chase_on, t.item LIMIT 21; "
        + "SELECT t.* FROM decision t JOIN item i ON i.id = t.item WHERE i.deleted = 0 AND t.history = 0 "
        + "AND t.status IN ('draft', 'proposed', 'deferred') AND t.due < '2026-11-22' "
        + "ORDER BY t.due, t.item LIMIT 21; "
        + "SELECT count(*) FROM (SELECT 1 FROM action t JOIN item i ON i.id = t.item "
        + "WHERE t.done_at IS NULL AND t.due IS NULL AND t.history = 0 AND i.deleted = 0 LIMIT 100); "
    )
    looked_up = "".join(
        f"SELECT handle FROM person WHERE item = {5 + row}; "
        f"SELECT slug FROM workstream WHERE item = {7 + row}; "
        f"SELECT t.* FROM helper t JOIN item i ON i.id = t.item WHERE t.action = {100 + row} AND i.deleted = 0; "
        f"SELECT kind, number FROM item WHERE id = {row + 1}; "
        for row in range(20)
    )
    return lists + looked_up


def show_sql():
    return (
        SETTINGS
        + "SELECT id, deleted FROM item WHERE kind = 2 AND number = 1; "
        + FROM
        + "t.item = (SELECT id FROM item WHERE kind = 2 AND number = 1); "
        + "SELECT handle FROM person WHERE item = 3; SELECT slug FROM workstream WHERE item = 4; "
        + "SELECT * FROM helper WHERE action = 5; "
        + FROM
        + "i.deleted = 0 AND t.serves = 5 ORDER BY t.item DESC; "
        + "SELECT * FROM link WHERE source = 5 OR target = 5; "
        + "SELECT * FROM comment WHERE parent = 5; SELECT * FROM external WHERE parent = 5; "
    )


def act_sql(serial):
    """The rows, the index, the history and the counters of one new action."""
    uid = f"{serial:032x}"
    return (
        SETTINGS
        + "BEGIN IMMEDIATE; SELECT item FROM person WHERE handle = 'person1'; "
        + "SELECT * FROM person; SELECT * FROM alias; SELECT * FROM workstream; "
        + "INSERT INTO counter (kind, last) VALUES (0, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1; "
        + "INSERT INTO counter (kind, last) VALUES (2, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1; "
        + f"INSERT INTO item (id, uid, kind, number) SELECT last, x'{uid}', 2, (SELECT last FROM counter WHERE kind = 2) FROM counter WHERE kind = 0; "
        + "INSERT INTO action (item, title, owner, status, created, due, due_baseline, due_source, reopened, history) "
        + "SELECT last, 'send the plan', (SELECT item FROM person WHERE handle = 'person1'), 'open', '2026-11-22T10:00:00Z', '2026-11-27', '2026-11-27', 'inferred', 0, 0 FROM counter WHERE kind = 0; "
        + f"INSERT INTO operation (id, uid, at, actor, verb, items, version, grp, first_change, change_count, digest) SELECT max(id) + 1, x'{uid}', '2026-11-22T10:00:00Z', 'sam', 'act', 'A-1', 1, max(id) + 1, (SELECT max(id) + 1 FROM change), 1, zeroblob(32) FROM operation; "
        + "INSERT INTO change (id, operation, what, tbl, item, new, salt, digest) SELECT max(id) + 1, (SELECT max(id) FROM operation), 0, 2, (SELECT last FROM counter WHERE kind = 0), '{\"uid\":\"0123456789abcdef0123456789abcdef\",\"number\":1,\"title\":\"send the plan\",\"owner\":3,\"status\":\"open\",\"created\":\"2026-11-22T10:00:00Z\",\"due\":\"2026-11-27\",\"due_baseline\":\"2026-11-27\",\"due_source\":\"inferred\",\"reopened\":0,\"history\":0}', randomblob(16), zeroblob(32) FROM change; "
        + "COMMIT; "
    )


def main():
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory(prefix="tpm-bench-") as home:
        db = os.path.join(home, "bench.db")
        env = environment(home, db)
        notes(os.path.join(home, "notes"), actions)
        for stream in range(20):
            subprocess.run([TPM, "workstream", f"stream{stream}", "--new", "-q"], env=env, check=True, capture_output=True)
        took = cpu([TPM, "import", "notes", "--live", os.path.join(home, "notes"), "-q"], env)
        size = os.path.getsize(db) / 1e6
        print(f"{actions} actions imported in {took / 1000:.2f} s CPU; the file has {size:.1f} MB")
        ours, theirs = os.path.join(home, "ours.db"), os.path.join(home, "theirs.db")
        shutil.copy(db, ours)
        shutil.copy(db, theirs)
        cases = [
            ("--version", ["--version"], db, lambda _: "SELECT 1;", db),
            ("show A-1", ["show", "A-1"], db, lambda _: show_sql(), db),
            ("followup --limit 20", ["followup", "--limit", "20"], db, lambda _: followup_sql(), db),
            ("act", ["act", "@person1", "send the plan by fri"], ours, act_sql, theirs),
        ]
        print(f"{'command':<22}{'tpm ms':>9}{'sqlite3 ms':>12}{'ratio':>8}   (median CPU of {rounds} rounds)")
        for name, args, file, sql, other in cases:
            mine, shell = [], []
            for serial in range(rounds):
                mine.append(cpu([TPM, *args], environment(home, file)))
                shell.append(cpu(["sqlite3", other], env, stdin=sql(serial + 1)))
            a, b = statistics.median(mine), statistics.median(shell)
            print(f"{name:<22}{a:>9.2f}{b:>12.2f}{a / b:>8.2f}")


if __name__ == "__main__":
    main()
