"""Uses a database of results as somebody's own script does, until a file named like it plus ".stop" is there.

Usage: python3 foreignProgram.py read|write DATABASE
Writes rows of its own table (write) and reads everything (both); ends with one line of JSON: how many rows it was told are
safe, how often it read, and everything that it saw and should not have.
"""

import hashlib
import json
import os
import re
import sqlite3
import sys

task, path = sys.argv[1:]
faults = []
reads = 0
written = 0
most = {"rows": 0, "own": 0}


def connect():
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def tables(connection):
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def is_whole(payload):
    """Whether an artifact is what was once written: it holds the hash of itself, with zeros in that place."""
    found = re.search(rb'"sha256":"([0-9a-f]{64})"', payload)
    if found is None:
        return False
    sealed = payload.replace(found.group(1), b"0" * 64)
    return hashlib.sha256(sealed).hexdigest().encode() == found.group(1)


def read(connection):
    """Looks at everything in one transaction."""
    global reads
    connection.execute("BEGIN")
    try:
        if "optiscope_results" not in tables(connection):
            return
        rows = connection.execute(
            "SELECT key, revision, size, header, payload FROM optiscope_results"
        ).fetchall()
        for key, revision, size, header, payload in rows:
            if len(payload) != size or json.loads(header)["revision"] != revision:
                faults.append(f"{key} does not belong together")
            elif not is_whole(payload):
                faults.append(f"{key} is torn")
        (count,) = connection.execute("SELECT COUNT(*) FROM optiscope_results").fetchone()
        if count != len(rows):
            faults.append(f"{len(rows)} rows and {count} in one transaction")
        expect_growth("rows", count)
        if "own_rows" in tables(connection):
            expect_growth("own", connection.execute("SELECT COUNT(*) FROM own_rows").fetchone()[0])
        reads += 1
    finally:
        connection.execute("ROLLBACK")


def expect_growth(name, count):
    if count < most[name]:
        faults.append(f"{most[name]} {name} became {count}")
    most[name] = count


def write(connection):
    global written
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE IF NOT EXISTS own_rows (number INTEGER PRIMARY KEY, note TEXT)")
    connection.execute("INSERT INTO own_rows VALUES (?, ?)", (written, "x" * 500))
    connection.execute("COMMIT")
    written += 1


pooled = connect()
print("ready", flush=True)
while not os.path.exists(path + ".stop"):
    try:
        if task == "write" and "optiscope_results" in tables(pooled):
            write(pooled)
        fresh = connect()
        read(fresh)
        fresh.close()
        if task == "write":
            read(pooled)
    except sqlite3.Error as error:
        faults.append(f"{type(error).__name__}: {error}")
        if pooled.in_transaction:
            pooled.execute("ROLLBACK")
pooled.close()
print(json.dumps({"written": written, "reads": reads, "faults": sorted(set(faults))}))
