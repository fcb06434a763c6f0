#!/usr/bin/env python3
"""Reads an archive into a situation file, killed at random points and started again each time.

Usage: tools/kill_and_go_on.py TIDINGS ARCHIVE FOLDER [KILLS [MINUTES [SMALL]]]

Kills (SIGKILL) fall at random, none to forty documents and up to a fifth of a second after the documents held
before. When KILLS (20) are done, or after MINUTES (20), the archive is read to its end. Then the same archive,
or SMALL where it holds the same documents fewer times, is read in one go into a second file, and both must
hold the same reports, each once, with the same claims. Prints the peak memory of every run. The seed of the
random points is fixed.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path


def documents(path):
    try:
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
            return db.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.Error:
        return 0


def start(tidings, archive, into):
    return subprocess.Popen(
        [tidings, "read", archive, "--into", into], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def is_running(child):
    return os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def ended(child):
    """Exit code, peak memory in MB, and the last lines that were told."""
    told = child.stderr.read().splitlines()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage.ru_maxrss // 1024, told[-5:]


def killed(tidings, archive, into, kills, minutes):
    chance = random.Random(3)
    until = time.monotonic() + minutes * 60
    peak = done = 0
    while done < kills and time.monotonic() < until:
        held = documents(into)
        child = start(tidings, archive, into)
        goal = held + chance.randrange(0, 41)
        # Told messages are drained by a kill; few enough stand in the pipe before it.
        while documents(into) < goal and time.monotonic() < until and is_running(child):
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.2))
        child.send_signal(signal.SIGKILL)
        code, memory, _ = ended(child)
        peak, done = max(peak, memory), done + 1
        print(f"kill {done}: {held} documents before, {documents(into)} after, {memory} MB, exit {code}", flush=True)
    return peak


def whole(tidings, archive, into):
    began = time.monotonic()
    code, memory, told = ended(start(tidings, archive, into))
    print(f"to the end: {time.monotonic() - began:.0f} s, {memory} MB, exit {code}", *told, sep="\n  ", flush=True)
    return memory


def contents(path):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT hex(d.id), r.extractor, r.title, r.text FROM reports r JOIN documents d ON d.row = r.document ORDER BY r.row")
        reports = rows.fetchall()
        claims = db.execute("SELECT count(*) FROM claims").fetchone()[0]
        copies = db.execute("SELECT count(*) FROM copies").fetchone()[0]
    assert len({row[:2] for row in reports}) == len(reports), "a report is held twice"
    return reports, claims, copies, documents(path)


def main(tidings, archive, folder, kills=20, minutes=20, small=None):
    folder = Path(folder)
    first, second = folder / "killed.db", folder / "whole.db"
    for path in (first, second):
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)
    peak = killed(tidings, archive, first, kills, minutes)
    peak = max(peak, whole(tidings, archive, first), whole(tidings, small or archive, second))
    killed_holds, whole_holds = contents(first), contents(second)
    assert killed_holds == whole_holds, "the two files differ"
    reports, claims, copies, held = whole_holds
    print(f"both hold {held} documents, {len(reports)} reports, {claims} claims, {copies} copies; peak {peak} MB")
    subprocess.run([tidings, "verify", first], check=True)


main(*sys.argv[1:4], *map(int, sys.argv[4:6]), *sys.argv[6:7])
