"""The writing commands of rumkit, each in a scene in which it has something to write."""

import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass

DAY = "2026-08-20T"
RUM1, RUM2 = "C9800-CL-K9:9ZZEXAMPLE1", "C9800-CL-K9:9ZZEXAMPLE2"
ROUTER = "C8000V:9ZZEXAMPLE5"

# Scenes, each made from another by commands that succeed: name, the one before, time and words of each.
SCENES = {
    "bare": (None, []),
    "empty": ("bare", [("08:00", "site init --rehearsal --name EXAMPLE-CAMPUS")]),
    "registered": ("empty", [("08:05", "site devices import Samples/site/devices.csv")]),
    "site": ("registered", [
        ("08:20", "confirm Samples/show/wlc-example-1-before.txt Samples/show/wlc-example-2-before.txt"),
    ]),
    "retired": ("site", [("08:25", f"site devices retire {ROUTER} sold")]),
    "packed": ("site", [("08:30", "pack Samples/usage --output out --evidence bag")]),
    "archive": ("site", [("08:30", "pack Samples/usage --output out.tar.gz")]),
    "carried": ("packed", [("08:45", "trip open august out --carrier carol --witness walter")]),
    "home": ("carried", [("11:00", "portal record Samples/site/portal.csv")]),
    "reset": ("home", [("11:15", "reset record --from Samples/show/wlc-example-1-reset.txt")]),
    "staged": ("home", [("12:35", "import Samples/ack --origin tftp://192.0.2.10/")]),
    "imported": ("staged", [
        ("12:46", "confirm Samples/show/wlc-example-1-after.txt Samples/show/wlc-example-2-after.txt")]),
    "wild": ("site", [("2036-01-01T00:00:00Z", "site verify")]),
    "migrating": ("empty", [
        ("2026-09-14T08:10:00Z", "migrate start --device C9800-CL-K9:9ZZEXAMPL11 --from Samples/migration/1-before.txt")]),
    "kept": ("home", [("13:00", "site backup copy.sqlite")]),
}


@dataclass(frozen=True)
class Command:
    name: str
    scene: str
    time: str
    words: str
    note: str = ""
    # Files that say what went wrong, and so differ.
    varies: tuple = ()

    @property
    def label(self):
        return f"{self.name} {self.note}".strip()

    def arguments(self):
        words = self.words.split()
        timeless = self.name in ("redact", "unpack") or (self.name == "inspect")
        return self.name.split() + words + ([] if timeless else ["--now", now(self.time)])


def now(time):
    return f"{DAY}{time}:00Z" if "T" not in time else time


WRITING = [
    Command("site init", "bare", "08:00", "--name EXAMPLE"),
    Command("site init", "bare", "08:00", "--name EXAMPLE --shared 0", "--shared"),
    Command("site devices import", "empty", "08:05", "Samples/site/devices.csv"),
    Command("site devices group", "site", "08:40", f"lab {ROUTER} C9300-24UX:FZZ0000C001"),
    Command("site devices replace", "site", "08:40", f"{ROUTER} C8000V:9ZZEXAMPLE6 broken"),
    Command("site devices retire", "site", "08:40", f"{ROUTER} sold"),
    Command("site devices return", "retired", "08:40", f"{ROUTER} bought"),
    Command("site clock offset", "site", "08:40", f"--device {RUM1} 30"),
    Command("site clock repair", "wild", "08:40", "typo"),
    Command("site backup", "home", "13:00", "copy2.sqlite"),
    Command("site restore", "kept", "13:10", "copy.sqlite --site again"),
    Command("site verify", "home", "13:00", ""),
    Command("site verify", "damaged", "13:00", "--rebuild-index", "--rebuild-index"),
    Command("pack", "site", "08:30", "Samples/usage --output out"),
    Command("pack", "site", "08:30", "Samples/usage --output out --evidence bag", "--evidence"),
    Command("pack", "site", "08:30", "Samples/usage --output out --split 40k", "--split"),
    Command("pack", "site", "08:30", "Samples/usage --output out.zip", "zip"),
    Command("pack", "site", "08:30", "Samples/usage --output out.tar.gz --cslu-archive", "tar.gz"),
    Command("pack", "site", "08:30", "Samples/usage --output out --sign key", "--sign"),
    Command("pack", "bare", "08:30", "Samples/usage --output out --evidence bag --no-site", "--no-site"),
    Command("trip open", "packed", "08:45", "august out --carrier carol --witness walter"),
    Command("trip close", "imported", "13:20", "august"),
    Command("portal record", "carried", "11:00", "Samples/site/portal.csv"),
    Command("portal record", "carried", "11:00",
            "out/upload/C8000V_9ZZEXAMPLE5.txt --status pending --words wait", "--status"),
    Command("ack match", "home", "11:05", "Samples/ack --output matched.txt"),
    Command("import", "home", "12:35", "Samples/ack --origin tftp://192.0.2.10/"),
    Command("import", "home", "12:35", "Samples/ack --to tftp --output sheet.txt", "--to"),
    Command("import", "home", "12:35",
            "Samples/ack --run-sheet CHG1 --split-by-window --output sheets", "--split-by-window"),
    Command("import", "home", "12:35", "Samples/ack/ACK_c9800-cl-rum.txt --by-hand typed", "--by-hand"),
    Command("confirm", "staged", "12:46", "Samples/show/wlc-example-1-after.txt"),
    Command("confirm", "staged", "12:46", "Samples/show/wlc-example-1-after.txt --output said.txt",
            "--output"),
    Command("check", "registered", "08:40", "Samples/show/wlc-example-1-before.txt --output said.txt",
            varies=("said.txt",)),
    Command("reset record", "home", "11:15", "--from Samples/show/wlc-example-1-reset.txt"),
    Command("reset clear", "reset", "11:30", f"--device {RUM1} reloaded"),
    Command("migrate start", "empty", "2026-09-14T08:10:00Z",
            "--device C9800-CL-K9:9ZZEXAMPL11 --from Samples/migration/1-before.txt"),
    Command("migrate record", "migrating", "2026-09-14T08:20:00Z", "target-release --target 17.9.5"),
    Command("migrate run", "migrating", "2026-09-15T22:06:00Z", "--answers Samples/migration/answers.txt"),
    Command("ritual", "site", "08:30", "--answers answers.txt"),
    Command("verify", "archive", "08:40", "out.tar.gz"),
    Command("report", "home", "13:00", "out bag --output page.html --format html"),
    Command("redact", "bare", "", "Samples/show/wlc-example-1-before.txt --output copy.txt --key old.key "
            "--map map.csv"),
    Command("redact", "bare", "", "Samples/show/wlc-example-1-before.txt --output copy.txt --key mine.key",
            "new key", varies=("copy.txt",)),
    Command("redact", "bare", "", "Samples/usage --output copies --key old.key", "folder"),
    Command("unpack", "bare", "", "Samples/ack/ACK_UD_SA_26Aug20_10_00_00_000_py.tar.gz --output taken"),
    Command("inspect", "bare", "", "Samples/usage --output said.txt"),
]

# What looks only. With --output each writes one file, as `inspect` above.
READING = {
    "status", "commands", "trip list", "validate", "summarize", "diff", "aps", "diagnose", "plan",
    "migrate next", "migrate status", "migrate report", "reset status", "site status", "site log",
    "site export", "site devices list", "explain",
}

# What reaches devices: tested against a simulator of them (Tests/CommandTests/Device).
REACHING = {"device collect"}

ANSWERS = """\
start: due
due.devices: all
commands.to: usbflash0:
files.paths: Samples/usage
files.more:
pack.output: out
pack.evidence: bag
carry.media: out
carry.trip: august
carry.carrier: carol
carry.witness:
portal.form: quit
"""


def commands_of(tree, path=()):
    """The names of all commands, out of what the program says of itself."""
    inner = [each for each in tree.get("subcommands", []) if each["commandName"] != "help"]
    if not inner:
        return [" ".join(path)]
    return [name for each in inner for name in commands_of(each, (*path, each["commandName"]))]


def in_neither(tree):
    """Commands that stand in none of the lists, or in both, and those that the program does not have."""
    known = set(commands_of(tree))
    writing = {each.name for each in WRITING}
    return sorted((known ^ (writing | READING | REACHING)) | (writing & READING))


def make(program, repository, folder):
    """Makes the scenes, each in a folder of its name."""
    for name, (before, steps) in SCENES.items():
        place = f"{folder}/{name}"
        if before:
            shutil.copytree(f"{folder}/{before}", place, symlinks=True)
        else:
            for each in ("tmp", "state", "tftp"):
                os.makedirs(f"{place}/{each}")
            os.symlink(f"{repository}/Samples", f"{place}/Samples")
            with open(f"{place}/answers.txt", "w") as file:
                file.write(ANSWERS)
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", f"{place}/key"], check=True)
            # Copies made with one key are the same.
            program.run(place, ["redact", "Samples/show/wlc-example-1-before.txt", "--output", "gone", "--key", "old.key"])
            os.remove(f"{place}/gone")
        for time, words in steps:
            run = program.run(place, words.split() + ["--now", now(time)])
            if run.status:
                raise SystemExit(f"faults: the scene {name} failed at {words}: {run.out}{run.err}")
    shutil.copytree(f"{folder}/home", f"{folder}/damaged", symlinks=True)
    # One table of the index is emptied, which the events give again.
    ledger = sqlite3.connect(f"{folder}/damaged/site/ledger.sqlite")
    with ledger:
        ledger.execute("DELETE FROM trip")
    ledger.close()
