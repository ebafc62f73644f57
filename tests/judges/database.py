#!/usr/bin/env python3
"""Tables of a PostgreSQL server, through a program built with `--features postgresql`: `tests/judges/database.py PROGRAM`.

Starts a private server on a socket in a temporary folder, loads a table, builds from it, and plants faults: each must be named, with
the exit code that is documented, leave the older file as it was, and tell nobody the address.

Exit code 0: all is well; 1: something is not; 2: no server of PostgreSQL is installed.
"""
import glob
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

USER, PASSWORD, DATABASE = "quillreader", "xyzzy-4711-secret", "brimstonedb"

HEAD = """spec = 1

[briefing]
title = "Killed in Testland"
date = 2026-12-01
language = "en-GB"
data_dictionary = true

[sources.a]
type = "report"
title = "Register of cases"
publisher = "The Institute"
issued = 2026

[params.month]
type = "month"
default = "2026-10"

"""

DATA = """[data.cases]
database = "CASES_DATABASE"
{asked}
source = "a"
{protect}
[data.cases.columns]
{columns}

"""

COLUMNS = 'killed = { type = "integer", bound = "exact" }'
SHOWN = """
[tables.t]
data = "cases"
title = "Cases"

[[sections]]
heading = "Facts"
text = \"\"\"
What is known of the cases.

{{ tables.t }}
\"\"\"
"""

TABLES = """
create table cases (id int, place text, day date, month text, killed integer, weight numeric, sure boolean, seen timestamp, tags text[], person uuid);
insert into cases values
  (3, 'North', '2026-10-31', '2026-10', 10, 1.50, true, '2026-10-31 14:30:00', '{a}', null),
  (1, 'South', '2026-09-01', '2026-09', 9, 12345678901234567890.000001, false, null, '{}', null),
  (2, 'East', '2026-10-01', '2026-10', 2, -0.0007, null, null, null, null);
create table people (name text, place text);
insert into people select 'Xerxes ' || n, case when n < 4 then 'North' when n < 8 then 'East' when n < 40 then 'South' else 'West' end
  from generate_series(1, 90) n;
create table formulas (place text, killed int);
insert into formulas values ('=1+1', 1);
create view slow as select pg_sleep(0.02) is null as place, 1 as killed from generate_series(1, 2000);
create role {user} login password '{password}';
grant select on cases, people, slow, formulas to {user};
create table shut (place text);
"""


class Server:
    """A private server on a socket; nobody else can reach it."""

    def __init__(self, folder):
        self.folder = folder
        self.data, self.socket = folder / "data", folder / "socket"
        self.bin = find_server()
        self.as_user = []
        folder.chmod(0o755)
        self.socket.mkdir()
        if os.getuid() == 0:
            self.as_user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            self.data.mkdir()
            for path in (self.data, self.socket):
                shutil.chown(path, "nobody", "nogroup")
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "--no-locale", "-N")
        hba = f"local all {USER} scram-sha-256\nlocal all postgres trust\n"
        (self.data / "pg_hba.conf").write_text(hba)
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.socket}'\nfsync = off\n")
        self.start()

    def run(self, program, *arguments):
        command = [*self.as_user, self.bin / program, *arguments]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd="/", check=False)
        if done.returncode != 0:
            sys.exit(f"{program}: {done.stdout}{done.stderr}")

    def start(self):
        log = self.data / "log"
        self.run("pg_ctl", "-D", self.data, "-w", "-l", log, "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")

    def sql(self, text, database=DATABASE):
        command = [self.bin / "psql", "-h", self.socket, "-U", "postgres", "-d", database, "-qAt", "-v", "ON_ERROR_STOP=1", "-c", text]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            sys.exit(f"psql: {done.stderr}")
        return done.stdout.strip()

    def address(self, **other):
        parts = {"host": self.socket, "user": USER, "password": PASSWORD, "dbname": DATABASE} | other
        return " ".join(f"{key}='{value}'" for key, value in parts.items() if value is not None)


def find_server():
    """The folder of the newest server that is installed."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(re.sub(r"\D", "", path) or 0))
    on_path = shutil.which("initdb")
    folders = ([Path(os.path.realpath(on_path)).parent] if on_path else []) + [Path(path) for path in reversed(found)]
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres", "psql")):
            return folder
    print("database: no server of PostgreSQL is installed (Debian: postgresql)")
    sys.exit(2)


class Judge:
    def __init__(self, program, server, folder):
        self.program, self.server, self.folder = program, server, folder
        self.faults, self.passed = [], 0
        self.said = ""

    def write(self, asked, columns=COLUMNS, protect="", shown=SHOWN, name="briefing.toml"):
        data = DATA.format(asked=asked, columns=columns, protect=protect)
        (self.folder / name).write_text(HEAD + data + shown)

    def run(self, *arguments, allow=True, address="", during=None):
        env = {"PATH": os.environ["PATH"], "CASES_DATABASE": self.server.address() if address == "" else address}
        env = {name: value for name, value in env.items() if value is not None}
        command = [str(self.program), *arguments, *(["--allow-database"] if allow else [])]
        child = subprocess.Popen(command, cwd=self.folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if during:
            threading.Thread(target=during, daemon=True).start()
        out, err = child.communicate(timeout=200)
        self.said = out + err
        for secret in (USER, PASSWORD, DATABASE, str(self.server.socket)):
            self.hold(secret not in self.said, f"{command[1:]}: says `{secret}`")
        return child.returncode

    def hold(self, is_so, what):
        if is_so:
            self.passed += 1
        else:
            self.faults.append(what)
            print(f"WRONG  {what}\n{self.said}")

    def refused(self, what, code, exit_code, words, *, fault_of="build", **other):
        """A build that is refused says so, and leaves the older file as it was."""
        older = self.folder / "o.pdf"
        older.write_bytes(b"older")
        ended = self.run(fault_of, ".", *(["--output", "o.pdf"] if fault_of == "build" else []), **other)
        self.hold(ended == exit_code, f"{what}: exit code {ended}, not {exit_code}")
        self.hold(f"error[{code}]" in self.said, f"{what}: no {code}")
        self.hold(words in self.said, f"{what}: does not say “{words}”")
        self.hold(older.read_bytes() == b"older", f"{what}: the older file is gone")
        left = [path.name for path in self.folder.iterdir() if path.suffix == ".tmp"]
        self.hold(not left, f"{what}: {left} is left")
        if os.environ.get("SHOW"):
            print(f"--- {what} ({ended})\n{self.said}")


def builds(judge):
    """What is asked comes, exactly; the same again and however the rows lie; nothing of the address is given away."""
    columns = """day = { type = "date" }
month = { type = "month" }
killed = { type = "integer", bound = "exact" }
weight = { type = "number", bound = "exact" }
sure = { type = "boolean", optional = true }
seen = { type = "text", optional = true }"""
    asked = 'query = "select place, day, month, killed, weight, sure, seen from cases where month <= :month"'
    shown = SHOWN.replace('title = "Cases"', 'title = "Cases"\ncolumns = ["place", "killed"]')
    judge.write(asked, columns, shown=shown)
    judge.hold(judge.run("build", ".", "--output", "o.pdf") == 0, "a build from a database")
    first = (judge.folder / "o.pdf").read_bytes()
    judge.server.sql("update cases set id = id where id = 3")  # now it lies behind the others
    judge.run("build", ".", "--output", "o.pdf")
    judge.hold((judge.folder / "o.pdf").read_bytes() == first, "the same data in another order give the same bytes")
    given = judge.folder / "given"
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir()
    subprocess.run(["pdfdetach", "-saveall", "-o", given, judge.folder / "o.pdf"], check=True, capture_output=True)
    csv = (given / "cases.csv").read_text()
    expected = (
        "place,day,month,killed,weight,sure,seen\n"
        "East,2026-10-01,2026-10,2,-0.0007,,\n"
        "North,2026-10-31,2026-10,10,1.5,true,2026-10-31 14:30:00\n"
        "South,2026-09-01,2026-09,9,12345678901234567890.000001,false,\n"
    )
    judge.hold(csv == expected, f"the embedded table is\n{csv}")
    ledger = json.loads((given / "evidence-ledger.json").read_text())
    [data] = ledger["data"]
    judge.hold(data.get("database") == "CASES_DATABASE" and ":month" in data.get("query", ""), f"the ledger has {data}")
    judge.hold(data.get("sha256") == hashlib.sha256(csv.encode()).hexdigest(), "the ledger's hash is that of the table")
    everything = first + b"".join(path.read_bytes() for path in given.iterdir())
    for secret in (USER, PASSWORD, DATABASE, str(judge.server.socket)):
        judge.hold(secret.encode() not in everything, f"the document holds `{secret}`")
    judge.hold(judge.run("verify", "o.pdf", allow=False) == 0, "verify")
    judge.hold(judge.run("verify", "o.pdf", "--spec", ".", allow=False) == 0, "verify against the specification")
    for command in (["check", "."], ["build", ".", "--format", "docx", "--output", "o.docx"], ["count", "."]):
        judge.hold(judge.run(*command) == 0, f"{command}")
    judge.write('table = "cases"', shown="\n[[sections]]\nheading = \"F\"\ntext = \"Words.\"\n")
    judge.refused("an array", "database-query", 1, "`tags::text`")
    # an order of the query's own is kept
    judge.write('query = "select place, killed from cases order by killed desc"')
    judge.run("build", ".", "--output", "o.pdf")
    subprocess.run(["pdfdetach", "-saveall", "-o", given, judge.folder / "o.pdf"], check=True, capture_output=True)
    places = [line.split(",")[0] for line in (given / "cases.csv").read_text().splitlines()[1:]]
    judge.hold(places == ["North", "South", "East"], f"in its own order: {places}")


def protected(judge):
    """Protected rows are counted and not given."""
    judge.write(
        'query = "select name, place from people"',
        'name = { type = "text" }',
        "protect = { below = 5 }",
        '\n[data.by_place]\nquery = "select place, count(*) as killed from cases group by place"\n'
        'columns.killed = { type = "number", bound = "exact" }\n' + SHOWN.replace('data = "cases"', 'data = "by_place"'),
    )
    judge.hold(judge.run("build", ".", "--output", "o.pdf") == 0, "a count of protected rows")
    text = subprocess.run(["pdftotext", judge.folder / "o.pdf", "-"], check=True, capture_output=True, text=True).stdout
    judge.hold("Xerxes" not in text and "North" in text, "names are not printed")
    names = subprocess.run(["pdfdetach", "-list", judge.folder / "o.pdf"], check=True, capture_output=True, text=True).stdout
    judge.hold("cases.csv" not in names and "by_place.csv" in names, f"embedded: {names}")


def charts_and_batches(judge):
    shown = (
        '\n[charts.c]\nkind = "bar"\ndata = "cases"\nx = "place"\ny = "killed"\ntitle = "Killed by place"\n'
        '\n[[sections]]\nheading = "F"\ntext = """\nIn {{ params.month }}.\n\n{{ charts.c }}\n"""\n'
    )
    judge.write('query = "select place, killed from cases"', shown=shown)
    judge.hold(judge.run("chart", ".", "c", "--output", "c.svg") == 0, "a chart")
    judge.hold(judge.run("submit", ".", "--output", "bundle") == 0, "a bundle")
    (judge.folder / "rows.csv").write_text("month\n" + "".join(f"2026-{month:02}\n" for month in range(1, 11)))
    batch = ["batch", ".", "--over", "rows.csv", "--output", "out/{month}.pdf"]
    before = calls(judge.server)
    judge.hold(judge.run(*batch) == 0, "a batch")
    judge.hold(calls(judge.server) == before + 1, f"a batch of ten asks once, not {calls(judge.server) - before} times")
    judge.hold(len(list((judge.folder / "out").glob("*.pdf"))) == 10, "ten documents")
    judge.hold(judge.run("batch", ".", "--over", "cases", "--output", "over/{place}.pdf") == 0, "a batch over the data")
    judge.hold(judge.run("batch", ".", "--over", "cases", "--output", "over/{place}.pdf", allow=False) != 0, "not allowed")
    judge.hold("database-not-allowed" in judge.said, "a batch over data that may not be read says why")
    # a row at which the query fails is one row
    judge.write('query = "select place, killed from cases where month = :month"', shown=shown)
    judge.hold(judge.run(*batch) == 1, "months without rows")
    judge.hold({path.name for path in (judge.folder / "out").glob("*.pdf")} >= {"2026-09.pdf", "2026-10.pdf"}, "the others")
    summary = json.loads((judge.folder / "out/summary.json").read_text())
    judge.hold((summary["written"], summary["failed"]) == (2, 8), f"two written: {summary}")


def calls(server):
    """How often the table was read, by the server's own count."""
    time.sleep(1.2)  # a server tells its counts once a second
    return int(server.sql("select coalesce(seq_scan, 0) from pg_stat_user_tables where relname = 'cases'"))


def faults(judge):
    good = 'query = "select place, killed from cases"'
    judge.write(good)
    judge.refused("not allowed", "database-not-allowed", 2, "--allow-database", allow=False)
    judge.refused("not set", "database-address", 1, "`CASES_DATABASE` is not set", address=None)
    judge.refused("no address", "database-address", 1, "is no address", address="mysql://x/y")
    for far in (
        "postgresql://reader@db.example.org/cases",
        "host=db.example.org",
        "postgresql://10.0.0.1/cases",
        "host=localhost,db.example.org",
        "host=localhost hostaddr=192.0.2.1",
    ):
        judge.refused(f"another machine: {far}", "database-address", 1, "ssh", address=far)
    for wrong in ("cases", "dbname=cases", "host=localhost sslmode=require"):
        judge.refused(f"no address: {wrong}", "database-address", 1, "`CASES_DATABASE`", address=wrong)
    # nobody listens at port 1, so that the address was taken for one of this machine
    for near in ("host=localhost user=x", "postgresql://x@127.0.0.1:1/c", "postgresql://x@[::1]:1/c", "postgresql://x@%2Fnonexistent/c"):
        near += " port=1" if near.startswith("host") else ""
        judge.refused(f"this machine: {near}", "database-unavailable", 3, "nobody answers", address=near)
    judge.refused("no server", "database-unavailable", 3, "nobody answers", address="host=/nonexistent dbname=x user=y")
    judge.refused("wrong password", "database-login", 1, "let this user in", address=judge.server.address(password="wrong"))
    judge.refused("no password", "database-login", 1, "let this user in", address=judge.server.address(password=None))
    judge.refused("no database", "database-login", 1, "has no such database", address=judge.server.address(dbname="other"))
    queries = [
        ("table", "select place, killed from casess", 1, "did you mean `cases`"),
        ("column", "select plac, killed from cases", 1, "did you mean `place`"),
        ("parameter", "select place, killed from cases where month = :mont", 1, "did you mean `:month`"),
        ("pasted", "select place, killed from cases where month = '{{ params.month }}'", 1, "`:month`"),
        ("the time", "select place, killed from cases where day < now()", 1, "`now`"),
        ("delete", "delete from cases", 1, "gives no rows"),
        ("delete returning", "delete from cases returning place, killed", 1, "would change"),
        ("delete inside", "with d as (delete from cases returning place, killed) select * from d", 1, "change"),
        ("two", "select place, killed from cases; delete from cases", 1, "cannot run"),
        ("end of the transaction", "commit", 1, "gives no rows"),
        ("reading off", "select set_config('transaction_read_only', 'off', true) as place, 1 as killed", 1, "cannot run"),
        ("syntax", "select place killed from from cases", 1, "cannot run"),
        ("not permitted", "select place, 1 as killed from shut", 1, "permission denied"),
        ("nothing", "select place, killed from cases where false", 1, "empty"),
        ("text for numbers", "select place, place as killed from cases", 1, "is no number"),
        ("uuid", "select person, place, killed from cases", 1, "person::text"),
        ("undeclared", "select place, killed, id from cases", 1, "columns.id"),
        ("missing column", "select place from cases", 1, "no column `killed`"),
        ("two of a name", "select place, place, killed from cases", 1, "two columns are named"),
        ("too much", "select repeat('x', 1000) as place, 1 as killed from generate_series(1, 70000)", 1, "MiB"),
    ]
    for what, query, code, words in queries:
        judge.write(f'query = "{query}"')
        found = {"nothing": "empty-data", "text for numbers": "invalid-cell", "undeclared": "undeclared-column",
                 "missing column": "unknown-column", "two of a name": "duplicate-column", "parameter": "unknown-parameter",
                 "too much": "database-limit"}.get(what, "database-query")  # fmt: skip
        judge.refused(what, found, code, words)
    judge.hold(judge.server.sql("select count(*) from cases") == "3", "nothing was deleted")
    judge.write('query = "select place, killed from slow"')
    quick = judge.server.address(options="-c statement_timeout=500")
    judge.refused("for ever", "database-limit", 1, "takes more than", address=quick)
    judge.write('table = "caces"')
    judge.refused("unknown table", "database-query", 1, "did you mean `cases`")
    # an address in the specification: its line is not shown
    text = (judge.folder / "briefing.toml").read_text()
    (judge.folder / "briefing.toml").write_text(text.replace('"CASES_DATABASE"', f'"{judge.server.address()}"'.replace("'", "")))
    judge.refused("address in the file", "database-address", 1, "environment variable")
    judge.refused("address in the file, as JSON", "database-address", 1, "", fault_of="check")
    # a cell that a spreadsheet takes for a formula
    judge.write('query = "select place, killed from formulas"')
    judge.hold(judge.run("build", ".", "--output", "o.pdf") == 0, "a formula is printed")
    judge.hold("formula-in-text" in judge.said, "a formula is warned of")


def gone(judge):
    """The database goes away while it is asked."""
    judge.write('query = "select place::text, killed from slow"')

    def end_it():
        time.sleep(1.5)
        judge.server.sql(f"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{USER}'")

    judge.refused("ended in the middle", "database-unavailable", 3, "went away", during=end_it)

    def stop_it():
        time.sleep(1.5)
        judge.server.stop()

    judge.refused("stopped in the middle", "database-unavailable", 3, "went away", during=stop_it)
    judge.refused("not there any more", "database-unavailable", 3, "nobody answers")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = Path(sys.argv[1]).resolve()
    find_server()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="briefing-database-") as folder:
        folder = Path(folder)
        server = Server(folder)
        try:
            server.sql(f"create database {DATABASE}", "postgres")
            server.sql(TABLES.replace("{user}", USER).replace("{password}", PASSWORD))
            work = folder / "work"
            work.mkdir()
            judge = Judge(program, server, work)
            for part in (builds, protected, charts_and_batches, faults, gone):
                part(judge)
        finally:
            if (server.data / "postmaster.pid").exists():
                server.stop()
    print(f"database: {judge.passed} statements hold, {len(judge.faults)} do not")
    sys.exit(1 if judge.faults else 0)


if __name__ == "__main__":
    main()
