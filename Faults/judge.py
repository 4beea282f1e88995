"""Meets one command with one fault, and says what is wrong afterwards."""

import os
import re
from contextlib import nullcontext
from dataclasses import dataclass, field

from bench import Tree, copy, events, ledger_bytes, sound
from scenes import now

# Said of what did not happen. Each is false where an event of the run stands in the ledger.
DENIALS = re.compile(
    r"nothing (?:more )?was (?:recorded|packed|staged|restored|made)|was not recorded|does not know of them")
NOTHING_WRITTEN = re.compile(r"nothing was (?:written|packed|unpacked|restored)")

KINDS = {
    "write": ("EIO", "DEAD", "FULL", "before", "after", "torn"),
    "sync": ("EIO", "DEAD", "ENOSPC", "before", "after"),
    "rename": ("EIO", "DEAD", "ENOSPC", "before", "after"),
    "open": ("EIO", "FULL", "before", "after"),
    "truncate": ("EIO", "DEAD", "before", "after"),
    "mkdir": ("EIO", "FULL", "before", "after"),
    "unlink": ("EIO", "DEAD", "before", "after"),
    "lock": ("EAGAIN", "EACCES", "EIO", "before"),
    "mode": ("EIO", "before"),
}


@dataclass
class Clean:
    """What a command does when nothing goes wrong: once, and once more."""

    before: list
    tree_before: Tree
    run: object
    seconds: float
    calls: list
    added: list
    tree: Tree
    again: object
    dialogue: bool


@dataclass
class Verdict:
    lost: list = field(default_factory=list)
    false: list = field(default_factory=list)
    words: str = ""
    killed: bool = False
    place: str = ""

    def __bool__(self):
        return not (self.lost or self.false)


class Judge:
    def __init__(self, program, scenes, folder):
        self.program, self.scenes, self.folder = program, scenes, folder

    def place(self, worker):
        return f"{self.folder}/case{worker}"

    def short(self, path):
        return path.replace(self.place("clean") + "/", "")

    def ledger(self, place):
        return events(place + "/site/ledger.sqlite", place + "/tmp")

    def clean(self, command):
        place = self.place("clean")
        copy(f"{self.scenes}/{command.scene}", place)
        before, tree_before = self.ledger(place), Tree(place, command.varies)
        run, calls = self.program.calls(place, command.arguments())
        after, tree = self.ledger(place), Tree(place, command.varies)
        again = self.program.run(place, command.arguments())
        copy(f"{self.scenes}/{command.scene}", place)
        started = os.times().elapsed
        self.program.run(place, command.arguments())
        seconds = os.times().elapsed - started
        return Clean(
            before, tree_before, run, seconds, calls, [kind for kind, _ in after[len(before):]], tree, again,
            command.name in ("ritual", "migrate run"))

    def meet(self, command, clean, worker, fault=None, kill_after=None, around=None):
        place = self.place(worker)
        copy(f"{self.scenes}/{command.scene}", place)
        untouched = ledger_bytes(place)
        with around(place) if around else nullcontext():
            run = self.program.run(place, command.arguments(), fault=fault, kill_after=kill_after)
        verdict = Verdict(words=run.words, killed=run.killed)
        if run.status < 0 and not run.killed:
            verdict.lost.append(f"ended by signal {-run.status}")
        now_there = self.ledger(place)
        tree = Tree(place, command.varies)
        added = [kind for kind, _ in now_there[len(clean.before):]]
        if now_there[:len(clean.before)] != clean.before:
            verdict.lost.append("events of before are gone")
        on_output = fault is not None and clean.calls[fault[0] - 1][1].startswith("pipe:")
        self.judge_words(verdict, run, clean, added, tree, on_output)
        self.judge_files(verdict, clean, tree)
        if ledger_bytes(place) != untouched and os.path.exists(place + "/site/ledger.sqlite"):
            if (fault or (0,))[0] % 2 == 0:
                self.verify(verdict, place, "after it", command)
        self.again(verdict, command, clean, place, added, tree)
        return verdict

    def verify(self, verdict, place, when, command):
        # In a rehearsal no event is older than the one before it, however wild that one is.
        fault = sound(self.program, place, now("2036-01-01T00:00:00Z" if command.scene == "wild" else command.time))
        if fault and command.scene != "damaged":
            verdict.lost.append(f"{when}, {fault}")

    def judge_words(self, verdict, run, clean, added, tree, on_output):
        complete = added == clean.added and tree.files == clean.tree.files
        complete = complete or added == clean.added and "could not be moved" in run.err
        if run.status == 0 and clean.run.status == 0 and not complete:
            verdict.lost.append(f"ended with 0, and {self.missing(clean, added, tree)}")
        elif run.told(clean.run) and run.status in (clean.run.status, -9) and not complete:
            verdict.lost.append(f"said all of the result, and {self.missing(clean, added, tree)}")
        denial = DENIALS.search(run.words)
        if denial and self.denies(denial[0], added, clean) and not DENIALS.search(clean.run.words):
            verdict.false.append(f"said '{denial[0]}', and the ledger has {', '.join(added)}")
        denial = NOTHING_WRITTEN.search(run.words)
        new = [path for path in tree.files.keys() - clean.tree_before.files.keys() if path[-1] != "/"]
        if denial and new and not NOTHING_WRITTEN.search(clean.run.words):
            verdict.false.append(f"said '{denial[0]}', and there are {', '.join(sorted(new)[:3])}")
        if run.status > 0 and not run.err.strip() and not clean.run.status and not on_output:
            verdict.false.append(f"ended with {run.status} without a word")

    @staticmethod
    def denies(words, added, clean):
        """True where an event stands of which it is said that it does not."""
        if "them" in words:
            return "packed" in added
        if "more" in words or clean.dialogue:
            return added == clean.added
        return bool(added)

    @staticmethod
    def missing(clean, added, tree):
        if added != clean.added:
            return f"the ledger has {added} and not {clean.added}"
        wrong = [p for p in sorted({*tree.files, *clean.tree.files})
                 if tree.files.get(p, "absent") != clean.tree.files.get(p, "absent")]
        return f"other or no contents: {', '.join(wrong[:4])}"

    @staticmethod
    def judge_files(verdict, clean, tree):
        for path, what in tree.files.items():
            if path.endswith("/") or clean.tree_before.files.get(path, "absent") == what:
                continue
            if path not in clean.tree.files:
                verdict.lost.append(f"{path} was left")
            elif clean.tree.files[path] != what:
                verdict.lost.append(f"{path} is half-written or another: {str(what)[:80]}")
        for path in clean.tree_before.files.keys() - tree.files.keys():
            if path in clean.tree.files and not path.endswith("/"):
                verdict.lost.append(f"{path} is gone")
        whole = clean.tree.units(clean.tree_before)
        for unit, paths in tree.units(clean.tree_before).items():
            if unit in whole and paths != whole[unit]:
                verdict.lost.append(f"{unit} is half-written: without {sorted(whole[unit] - paths)[:3]}")

    def again(self, verdict, command, clean, place, added, tree):
        """The same command once more, now without a fault."""
        run = self.program.run(place, command.arguments())
        after = [kind for kind, _ in self.ledger(place)[len(clean.before):]]
        end = Tree(place, command.varies)
        if clean.dialogue:
            # It begins where the last one ended, and asks other questions then.
            return self.verify(verdict, place, "after the next run", command)
        did_nothing = not added and tree.files.keys() == clean.tree_before.files.keys()
        expected = {clean.run.status} if did_nothing else {clean.run.status, clean.again.status}
        if run.status not in expected:
            verdict.lost.append(f"the next run ends with {run.status}: {run.err.strip()[-200:]}")
        elif any(after.count(kind) < clean.added.count(kind) for kind in clean.added):
            verdict.lost.append(
                f"after the next run ({run.status}) the ledger has {after}: {run.err.strip()[-200:]}")
        elif missing := [p for p in clean.tree.files if p not in end.files and "evidence" not in p]:
            verdict.lost.append(f"after the next run {missing[:3]} is not there: {run.err.strip()[-200:]}")
        elif end.partials and run.status == clean.run.status:
            verdict.lost.append(f"the next run leaves {end.partials}")
        if os.path.exists(place + "/site/ledger.sqlite"):
            self.verify(verdict, place, "after the next run", command)
