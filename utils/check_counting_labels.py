#!/usr/bin/env python3
"""Checks that docs/counting.md and the counting rules name the same labels.

    check_counting_labels.py [ROOT]

A label is a word such as conv_c1: a string literal in analysis/Cost/Rules or
analysis/Training, and in backquotes in docs/counting.md.

Exit codes: 0 fine, 1 a label is on one side only (each is named on stdout), 2
a side has no labels at all.
"""

import pathlib
import re
import sys

RULES = "analysis/Cost/Rules"
FOLDERS = (RULES, "analysis/Training")
DOCUMENT = "docs/counting.md"
LABEL = r"[a-z][a-z_]*_c\d+"


def labels_in_code(root):
    texts = (path.read_text() for folder in FOLDERS for path in (root / folder).rglob("*.cpp"))
    return {label for text in texts for label in re.findall(f'"({LABEL})"', text)}


def labels_in_document(root):
    return set(re.findall(f"`({LABEL})`", (root / DOCUMENT).read_text()))


def main(root):
    code, document = labels_in_code(root), labels_in_document(root)
    for side, labels in ((RULES, code), (DOCUMENT, document)):
        if not labels:
            print(f"check_counting_labels: {side}: found no label", file=sys.stderr)
            return 2
    for label in sorted(code - document):
        print(f"{DOCUMENT}: no entry for '{label}', which {RULES} uses")
    for label in sorted(document - code):
        print(f"{DOCUMENT}: '{label}' is in no rule of {RULES}")
    return 1 if code != document else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent.parent
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
