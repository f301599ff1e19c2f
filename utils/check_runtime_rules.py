#!/usr/bin/env python3
"""Checks that docs/runtimes.md and the runtime models state the same rules.

    check_runtime_rules.py [ROOT]

A rule is a name and the kind of its origin: {"inductor_copy", 'K' in
analysis/Kernels/*Rules.cpp, and | `inductor_copy` | K | in docs/runtimes.md.

Exit codes: 0 fine, 1 a rule is on one side only (each is named on stdout), 2 a
side has no rules at all.
"""

import pathlib
import re
import sys

RULES = "analysis/Kernels"
DOCUMENT = "docs/runtimes.md"
NAME = r"(?:eager|inductor|onnxruntime|tensorrt)_[a-z_]+"


def rules_in_code(root):
    texts = (path.read_text() for path in (root / RULES).glob("*Rules.cpp"))
    return {rule for text in texts for rule in re.findall(rf"\"({NAME})\",\s*'([RSFK])'", text)}


def rules_in_document(root):
    return set(re.findall(rf"^\| `({NAME})` \| ([RSFK]) \|", (root / DOCUMENT).read_text(), re.MULTILINE))


def main(root):
    code, document = rules_in_code(root), rules_in_document(root)
    for side, rules in ((RULES, code), (DOCUMENT, document)):
        if not rules:
            print(f"check_runtime_rules: {side}: found no rule", file=sys.stderr)
            return 2
    for name, kind in sorted(code - document):
        print(f"{DOCUMENT}: no row for '{name}' of kind {kind}, which {RULES} has")
    for name, kind in sorted(document - code):
        print(f"{DOCUMENT}: '{name}' of kind {kind} is in no table of {RULES}")
    return 1 if code != document else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent.parent
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
