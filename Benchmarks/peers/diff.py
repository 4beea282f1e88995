"""What an engineer would write in an afternoon: which reports two usage files have in common.

Prints one JSON object with the numbers of `rumkit diff`: added, removed, changed, same.
"""

import hashlib
import sys

import orjson
from lxml import etree


def reports(path):
    found = {}
    for _, element in etree.iterparse(path, tag="RUMReport", huge_tree=True):
        text = orjson.loads(element.text)["payload"]
        payload = orjson.loads(text)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
        asset = payload["asset_identification"]
        sudi = asset["instance"]["sudi"]
        report_id = asset.get("report_id", payload["meta"].get("report_id"))
        key = (sudi["udi_pid"], sudi["udi_serial_number"], report_id)
        found[key] = hashlib.sha256(text.encode()).digest()
    return found


if __name__ == "__main__":
    old, new = reports(sys.argv[1]), reports(sys.argv[2])
    both = old.keys() & new.keys()
    same = sum(old[key] == new[key] for key in both)
    sys.stdout.buffer.write(orjson.dumps({
        "added": len(new) - len(both), "removed": len(old) - len(both),
        "changed": len(both) - same, "same": same}) + b"\n")
