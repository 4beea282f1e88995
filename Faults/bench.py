"""Runs rumkit in a folder of its own, with or without a fault, and looks at what it left."""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import tarfile
import tempfile
import time
import zipfile
from dataclasses import dataclass, field

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PARTIAL = ".rumkit-partial-"
# What differs between two runs that do the same: the names and hashes of runs, sites and signatures.
CHANCE = re.compile(rb"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|SHA256:[\w+/]{43}")


@dataclass
class Run:
    status: int
    out: str
    err: str
    met: bool = False
    killed: bool = False

    @property
    def words(self):
        return CHANCE.sub(b"#", (self.out + self.err).encode()).decode()

    def told(self, other):
        """True where it said all of the result that another run said."""
        mine, its = (CHANCE.sub(b"#", text.encode()).strip() for text in (self.out, other.out))
        return its != b"" and mine == its


@dataclass
class Program:
    rumkit: str
    shim: str

    def environment(self, folder, more):
        return {
            "PATH": os.environ["PATH"], "HOME": folder, "XDG_STATE_HOME": folder + "/state", "LANG": "C",
            "LC_ALL": "C", "TMPDIR": folder + "/tmp", "RUMKIT_SITE": "site", "TZ": "UTC",
            "SWIFT_BACKTRACE": "enable=no", **more,
        }

    def start(self, folder, words, more=None, prefix=()):
        return subprocess.Popen(
            [*prefix, self.rumkit, *words], cwd=folder, env=self.environment(folder, more or {}),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def run(self, folder, words, fault=None, clock=None, kill_after=None, prefix=(), log=None):
        """`fault` is (n, kind); `kill_after` kills it from outside after so many seconds."""
        more = {}
        if fault or clock or log:
            more["LD_PRELOAD"] = self.shim
        if fault:
            more |= {"FAULTS_AT": str(fault[0]), "FAULTS_KIND": fault[1]}
        if clock:
            more["FAULTS_CLOCK"] = clock
        if log:
            more["FAULTS_LOG"] = log
        process = self.start(folder, words, more, prefix)
        killed = False
        if kill_after is not None:
            time.sleep(kill_after)
            killed = process.poll() is None
            process.kill()
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            return Run(-99, "", "no end within 60 seconds")
        return Run(
            process.returncode, out.decode(errors="replace"), err.decode(errors="replace"),
            killed=killed or (fault is not None and process.returncode == -signal.SIGKILL))

    def calls(self, folder, words):
        """The calls of a run without a fault, as (class, place)."""
        log = folder + "/calls"
        run = self.run(folder, words, log=log)
        with open(log, errors="replace") as lines:
            found = [tuple(line.rstrip("\n").split(" ", 2)[1:]) for line in lines]
        os.remove(log)
        return run, found


def copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def ledger_bytes(folder):
    """The ledger, and a journal that a process left."""
    data = b""
    for name in ("ledger.sqlite", "ledger.sqlite-journal"):
        path = f"{folder}/site/{name}"
        if os.path.isfile(path):
            with open(path, "rb") as file:
                data += file.read()
    return hashlib.sha256(data).hexdigest()


def events(path, scratch):
    """The events of a ledger as (kind, body), read in a copy, so that what a kill left stays as it is."""
    if not os.path.exists(path):
        return []
    name = scratch + "/looked-at.sqlite"
    for ending in ("", "-journal"):
        if os.path.exists(path + ending):
            shutil.copyfile(path + ending, name + ending)
        elif os.path.exists(name + ending):
            os.remove(name + ending)
    ledger = sqlite3.connect(name)
    try:
        return ledger.execute("SELECT kind, body FROM event ORDER BY number").fetchall()
    finally:
        ledger.close()


def contents(path):
    """What a file holds, without what is chance; an archive by its members."""
    if path.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            return tuple((item.filename, len(archive.read(item))) for item in archive.infolist())
    if path.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            return tuple((item.name, item.size) for item in archive.getmembers())
    if path.endswith(".sqlite"):
        with tempfile.TemporaryDirectory() as scratch:
            return tuple(kind for kind, _ in events(path, scratch))
    with open(path, "rb") as file:
        data = file.read()
    if path.endswith((".sig", ".key")):
        return len(data)
    return CHANCE.sub(b"#", data)


@dataclass
class Tree:
    """The files below a folder, apart from the ledger and from what is named as temporary."""

    files: dict = field(default_factory=dict)
    partials: list = field(default_factory=list)

    def __init__(self, folder, varies=()):
        self.files, self.partials = {}, []
        for around, folders, names in os.walk(folder):
            inside = os.path.relpath(around, folder)
            if inside == ".":
                folders[:] = [name for name in folders if name not in ("tmp", "state")]
            for name in list(folders):
                if name.startswith(PARTIAL):
                    folders.remove(name)
                    self.partials.append(os.path.normpath(f"{inside}/{name}"))
            if not folders and not names:
                self.files[inside + "/"] = None
            for name in names:
                path = os.path.normpath(f"{inside}/{name}")
                if name.startswith((PARTIAL, ".pack-")):
                    self.partials.append(path)
                elif not path.startswith("site/ledger.sqlite") and not name.endswith(("-journal", "calls")):
                    try:
                        self.files[path] = "any" if path in varies else contents(f"{folder}/{path}")
                    except Exception as error:  # A damaged archive, whatever is wrong with it.
                        self.files[path] = f"unreadable: {error}"

    def units(self, before):
        """What is new, by what has to be there as a whole: a folder that holds files itself, or a file."""
        units = {}
        for path in self.files.keys() - before.files.keys():
            parts = path.split("/")
            unit = path
            for depth in range(1, len(parts)):
                outer = "/".join(parts[:depth])
                is_new = not any(old.startswith(outer + "/") for old in before.files)
                holds = any(os.path.dirname(each) == outer for each in self.files if each[-1] != "/")
                if is_new and holds and "staged" not in outer and not outer.startswith("tftp"):
                    unit = outer
                    break
            units.setdefault(unit, set()).add(path)
        return units


def sound(program, folder, now):
    """What `site verify` finds wrong; empty when nothing is."""
    run = program.run(folder, ["site", "verify", "--format", "json", "--now", now])
    if run.status == 0:
        return ""
    try:
        failed = [each["detail"] for each in json.loads(run.out)["checks"] if each["result"] == "failed"]
    except (ValueError, KeyError, TypeError):
        failed = []
    return f"site verify ends with {run.status}: " + ("; ".join(failed) or run.err.strip()[-300:])
