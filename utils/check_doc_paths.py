#!/usr/bin/env python3
"""Checks that the documents name files that exist.

    check_doc_paths.py [ROOT]

Two kinds of names in every *.md file: links to files, relative to the document;
and words in backquotes that begin with a top-level folder of the tree, relative
to the root or to the document's folder. `*` stands for any part of a name, and
words with a placeholder (<id>, NAME) are skipped, as are build/ and URLs.

Exit codes: 0 fine, 1 a name leads nowhere (path:line on stdout).
"""

import pathlib
import re
import sys

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
WORD = re.compile(r"`([\w.*/{},-]+/[\w.*/{},-]*)`")
SKIPPED = {"build", ".venv", ".git"}


def documents(root):
    for path in sorted(root.rglob("*.md")):
        if not SKIPPED & set(path.relative_to(root).parts):
            yield path


def alternatives(word):
    """"Csv.{h,cpp}" is "Csv.h" and "Csv.cpp"."""
    match = re.search(r"\{([^{}]*)\}", word)
    if not match:
        return [word]
    return [word[: match.start()] + part + word[match.end():] for part in match.group(1).split(",")]


def exists(base, name):
    name = name.rstrip("/")
    return any(base.glob(name)) if "*" in name else (base / name).exists()


def missing_names(root, document):
    folders = {path.name for path in root.iterdir() if path.is_dir()} - SKIPPED
    for number, line in enumerate(document.read_text().splitlines(), 1):
        for name in LINK.findall(line):
            if "://" not in name and not exists(document.parent, name):
                yield number, name
        for word in WORD.findall(line):
            if word.split("/")[0] not in folders:
                continue
            for name in alternatives(word):
                if not exists(root, name) and not exists(document.parent, name):
                    yield number, name


def main(root):
    found = [(document, number, name) for document in documents(root) for number, name in missing_names(root, document)]
    for document, number, name in found:
        print(f"{document.relative_to(root)}:{number}: names '{name}', which does not exist")
    return 1 if found else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent.parent
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
