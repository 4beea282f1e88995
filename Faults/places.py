"""Several at once, a full and a read-only disk, a clock that jumps, and a site that several users share."""

import contextlib
import os
import subprocess

from bench import PARTIAL, Tree, copy, ledger_bytes, sound
from judge import Verdict
from scenes import ROUTER, WRITING, now

AFTERNOON = ["--now", now("13:00")]
JUMPS = ("@0", f"-{86_400}", f"+{365 * 86_400}")


def found(notes, what, lost=False):
    (notes.lost if lost else notes.false).append(what)


def command(label):
    return next(each for each in WRITING if each.label == label)


# MARK: Several at once

ONCE = ("confirm", "reset record", "trip open", "migrate start")


def at_once(judge, label, clean, count, worker):
    """`count` runs of one command: it is recorded once."""
    what, place, verdict = command(label), judge.place(worker), Verdict()
    copy(f"{judge.scenes}/{what.scene}", place)
    runs = [judge.program.start(place, what.arguments()) for _ in range(count)]
    ends = [(run.communicate(timeout=120), run.returncode) for run in runs]
    statuses = [status for _, status in ends]
    added = [kind for kind, _ in judge.ledger(place)[len(clean.before):]]
    if clean.run.status not in statuses:
        found(verdict, f"{count} at once: none did it, statuses {statuses}", lost=True)
    if not set(statuses) <= {clean.run.status, clean.again.status}:
        found(verdict, f"{count} at once: statuses {statuses}: {ends[0][0][1].decode()[-200:]}", lost=True)
    for kind in set(clean.added):
        if added.count(kind) != clean.added.count(kind):
            found(verdict, f"{count} at once: {kind} stands there {added.count(kind)} times")
    judge.verify(verdict, place, f"after {count} at once", what)
    return verdict


def packs_at_once(judge, outputs, worker):
    """Packs at once, each into its place: as many succeed as there are places, and all evidence stays."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/site", place)
    runs = [judge.program.start(place, ["pack", "Samples/usage", "--output", output, "--now", now("08:30")])
            for output in outputs]
    ends = [(run.communicate(timeout=120), run.returncode) for run in runs]
    done = [output for output, (_, status) in zip(outputs, ends) if status == 0]
    if sorted(done) != sorted(set(outputs)):
        found(verdict, f"packs at once into {outputs}: {[status for _, status in ends]}: "
                       f"{ends[-1][0][1].decode()[-300:]}", lost=True)
    for (_, err), _ in ends:
        if b"remove it" in err:
            found(verdict, f"packs at once into {outputs}: {err.decode().strip()[-200:]}")
    bags = [f"site/evidence/{name}" for name in os.listdir(place + "/site/evidence")]
    if len(bags) != len(done):
        found(verdict, f"packs at once: {len(bags)} bags for {len(done)} media", lost=True)
    run = judge.program.run(place, ["verify", *done, *bags, "--now", now("08:40")])
    if run.status:
        found(verdict, f"packs at once: verify ends with {run.status}: {run.out[-300:]}", lost=True)
    if sound(judge.program, place, now("08:40")):
        found(verdict, "packs at once: " + sound(judge.program, place, now("08:40")), lost=True)
    return verdict


def writers_beside_a_backup(judge, count, worker):
    """Copies of the ledger are made while others write into the same folder and the same ledger."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/home", place)
    lines = [["site", "backup", f"b{n}.sqlite", "--now", now("13:00")] for n in range(count)]
    lines += [["inspect", "Samples/usage", "--output", f"i{n}.txt"] for n in range(count)]
    lines += [["reset", "record", "--device", ROUTER, "--at", now("12:00"), "--now", now("13:00")]]
    runs = [judge.program.start(place, line) for line in lines]
    for line, run in zip(lines, runs):
        _, err = run.communicate(timeout=120)
        if run.returncode:
            found(verdict, f"{' '.join(line)} beside others: {run.returncode} {err.decode()[-200:]}", lost=True)
    for n in range(count):
        check = judge.program.run(place, ["site", "verify", "--site", f"b{n}.sqlite", "--now", now("13:00")])
        if check.status:
            found(verdict, f"the copy b{n}.sqlite: {check.out[-200:]}{check.err[-200:]}", lost=True)
    judge.verify(verdict, place, "after writers beside a copy", command("site backup"))
    return verdict


# MARK: Disks

@contextlib.contextmanager
def small_disk(folder, size):
    """A file system of its own in memory; None where that needs a right that is missing."""
    os.makedirs(folder, exist_ok=True)
    made = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True).returncode == 0
    try:
        yield folder if made else None
    finally:
        if made:
            subprocess.run(["umount", "-l", folder], capture_output=True)


def filled_to(free):
    """While it runs, the disk of a place has so many bytes left."""
    @contextlib.contextmanager
    def around(place):
        facts = os.statvfs(place)
        filler = os.path.dirname(place) + "/filler"
        with open(filler, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, facts.f_bavail * facts.f_frsize - free))
        try:
            yield
        finally:
            os.remove(filler)
    return around


def read_only(judge, what, clean, disk, worker):
    """On a disk that is read-only nothing is said to be done, and nothing changes."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/{what.scene}", place)
    before, tree = ledger_bytes(place), Tree(place)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    try:
        run = judge.program.run(place, what.arguments())
    finally:
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    if run.status < 0:
        found(verdict, f"on a read-only disk: signal {-run.status}", lost=True)
    if run.status == 0 and clean.added and "can only be read" not in run.words:
        found(verdict, "on a read-only disk: ends with 0 without a word")
    if run.status > 0 and not run.err.strip():
        found(verdict, "on a read-only disk: no word")
    if ledger_bytes(place) != before or Tree(place).files.keys() != tree.files.keys():
        found(verdict, "on a read-only disk: something changed", lost=True)
    return verdict


def damaged(judge, byte, worker):
    """One byte of the ledger is changed: a copy of it does not end with 0 unless the copy is sound."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/home", place)
    path = place + "/site/ledger.sqlite"
    offset, change = int(byte * os.path.getsize(path)), 1 + int(byte * 1e9) % 255
    with open(path, "r+b") as file:
        file.seek(offset)
        old = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([old ^ change]))
    run = judge.program.run(place, ["site", "backup", "made.sqlite", *AFTERNOON])
    check = judge.program.run(place, ["site", "verify", "--site", "made.sqlite", *AFTERNOON])
    if run.status == 0 and check.status:
        found(verdict, f"byte {offset} of the ledger changed: backup ends with 0, verify of it with {check.status}")
    if min(run.status, check.status) < 0 or (run.status and not (run.out + run.err).strip()):
        found(verdict, f"byte {offset} of the ledger changed: backup {run.status}, verify {check.status}", lost=True)
    return verdict


# MARK: Clocks

# The clock of the host at each command of a real site: at the start of 1970, a day back, a year ahead.
STEPS = [
    ("site devices import Samples/site/devices.csv", (0,)),
    ("confirm Samples/show/wlc-example-1-before.txt", (0, 1)),
    ("pack Samples/usage --output out", (0,)),
    ("trip open august out --carrier carol", (0,)),
    ("portal record Samples/site/portal.csv", (0, 1)),
    ("import Samples/ack/ACK_c9800-cl-rum.txt", (0, 3)),
    ("site backup copy.sqlite", (0,)),
    ("site clock repair wrong", (0, 3, 4)),
]


def clocks(judge, jumps, worker):
    """A real site in which the host's clock jumps between commands."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/bare", place)
    run = judge.program.run(place, ["site", "init", "--name", "EXAMPLE-CAMPUS"], clock=jumps[0])
    if run.status:
        found(verdict, f"site init at {jumps[0]}: {run.status} {run.err[-200:]}", lost=True)
    for number, (line, statuses) in enumerate(STEPS, 1):
        clock = jumps[number % len(jumps)]
        run = judge.program.run(place, line.split(), clock=clock)
        if run.status not in statuses:
            found(verdict, f"{line} with the clock at {clock}: {run.status} {run.err[-300:]}", lost=True)
        check = judge.program.run(place, ["site", "verify"], clock=clock)
        if check.status:
            found(verdict, f"site verify at {clock} after {line}: {check.status} {check.err[-200:]}", lost=True)
    for line in ("site status", "site verify", "pack Samples/usage --output later"):
        run = judge.program.run(place, line.split())
        if run.status:
            found(verdict, f"{line} with the right clock after {jumps}: {run.status} {run.err[-300:]}", lost=True)
    return verdict


# MARK: Users

GROUP, ONE, TWO, STRANGER = 64_100, 64_101, 64_102, 64_103


def as_user(user, mask, group=None):
    return ("setpriv", f"--reuid={user}", f"--regid={group or user}", "--clear-groups" if group else
            f"--groups={GROUP}", "sh", "-c", f'umask {mask}; exec "$@"', "sh")


def shared(judge, mask, worker):
    """Two users of one group, and one outside it; the second clears away what a killed run of the first left."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/bare", place)
    for around, folders, names in os.walk(place):
        for name in (*folders, *names, ""):
            os.chown(os.path.join(around, name), ONE, GROUP, follow_symlinks=False)
    for name in ("", "tmp", "state", "tftp"):
        os.chmod(f"{place}/{name}", 0o2777)

    def run(user, line, *statuses, fault=None, group=None):
        end = judge.program.run(place, line.split() + AFTERNOON, fault=fault, prefix=as_user(user, mask, group))
        if not fault and end.status not in (statuses or (0,)):
            found(verdict, f"umask {mask}, user {user}: {line}: {end.status} {end.err.strip()[-300:]}", lost=True)
        return end

    run(ONE, f"site init --name EXAMPLE-CAMPUS --shared {GROUP}")
    run(ONE, "site devices import Samples/site/devices.csv")
    run(TWO, "confirm Samples/show/wlc-example-1-before.txt Samples/show/wlc-example-2-before.txt")
    run(ONE, "pack Samples/usage --output out")
    run(TWO, "pack Samples/usage --output out2")
    # What a user makes elsewhere is his, by his umask; the bags of the site are everybody's.
    bags = " ".join(f"site/evidence/{name}" for name in sorted(os.listdir(place + "/site/evidence")))
    run(TWO, f"trip open august {bags.split()[0]} --carrier carol")
    for user in (ONE, TWO):
        run(user, f"verify {bags}")
    run(ONE, "portal record Samples/site/portal.csv --media out")
    run(ONE, "import Samples/ack/ACK_c9800-cl-rum.txt")
    run(TWO, "import Samples/ack/ACK_c9800-ha-rum.txt")
    run(TWO, "confirm Samples/show/wlc-example-1-after.txt")
    run(ONE, "confirm Samples/show/wlc-example-2-after.txt")
    run(TWO, "site verify")
    # What a killed run leaves in the site, at each of some calls.
    for number in (45, 90, 150, 200):
        run(ONE, f"pack Samples/usage --output killed{number}", fault=(number, "before"))
        run(TWO, f"pack Samples/usage --output next{number}")
        left = [name for name in os.listdir(place + "/site") + os.listdir(place + "/site/evidence")
                if name.startswith((PARTIAL, ".pack-"))]
        if left:
            found(verdict, f"umask {mask}: killed at call {number}, the other user leaves {left}", lost=True)
    run(TWO, "site backup copy.sqlite")
    os.chmod(f"{place}/copy.sqlite", 0o644)
    run(STRANGER, "site restore copy.sqlite --site mine", group=STRANGER)
    run(STRANGER, "site verify --site mine", group=STRANGER)
    run(STRANGER, "site status --site site", 4, group=STRANGER)
    return verdict


def root_in_a_users_site(judge, worker):
    """A command that is run as root does not lock the owner of a site out."""
    place, verdict = judge.place(worker), Verdict()
    copy(f"{judge.scenes}/bare", place)
    for name in ("", "tmp", "state"):
        os.chmod(f"{place}/{name}", 0o777)
    owner = as_user(ONE, "022", ONE)
    lines = [
        (owner, "site init --name EXAMPLE-CAMPUS"), ((), "site devices import Samples/site/devices.csv"),
        ((), "confirm Samples/show/wlc-example-1-before.txt"), ((), "pack Samples/usage --output out"),
        ((), "trip open august out --carrier carol"),
        ((), "import Samples/ack/ACK_c9800-cl-rum.txt"), (owner, "import Samples/ack/ACK_c9800-ha-rum.txt"),
        (owner, "confirm Samples/show/wlc-example-1-after.txt"), (owner, "pack Samples/usage --output out2"),
        (owner, "site verify"),
    ]
    for user, line in lines:
        run = judge.program.run(place, line.split() + AFTERNOON, prefix=user)
        if run.status:
            who = "the owner" if user else "root"
            found(verdict, f"{who}: {line}: {run.status} {run.err.strip()[-300:]}", lost=True)
    return verdict


# MARK: All of it

def checks(judge, cleans, pick, rounds):
    """Every check that is not a fault at one call: its row in the table, and what does it."""
    for label in ONCE:
        for count in (2, 10):
            for n in range(rounds):
                yield "several at once", lambda w, a=(label, cleans[label], count): at_once(judge, *a, f"at-once{w}")
    for outputs in (["out", "out"], ["one", "two"], [f"out{n}" for n in range(10)], ["same"] * 10):
        yield "packs at once", lambda w, o=outputs: packs_at_once(judge, o, f"packs{w}")
    for count in (2, 10):
        yield "writers beside a backup", lambda w, c=count: writers_beside_a_backup(judge, c, f"backup{w}")
    for _ in range(20 * rounds):
        yield "backup of a damaged ledger", lambda w, b=pick.random(): damaged(judge, b, f"damaged{w}")
    for first in range(len(JUMPS)):
        yield "clock that jumps", lambda w, f=first: clocks(judge, JUMPS[f:] + JUMPS[:f], f"clock{w}")
    if os.geteuid() == 0:
        for mask in ("022", "027", "077"):
            yield "shared site", lambda w, m=mask: shared(judge, m, f"shared{w}")
        yield "root in a user's site", lambda w: root_in_a_users_site(judge, f"root{w}")
