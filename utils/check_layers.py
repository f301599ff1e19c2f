#!/usr/bin/env python3
"""Checks that no source includes a header of a layer that it must not use.

    check_layers.py [ROOT]

Layers are the top-level folders named in cmake/PerfoptLayers.cmake, which says
which may use which. CMake checks the same table where libraries are linked;
this sees headers that are included without linking.

Exit codes: 0 fine, 1 a source breaks the rule (path:line on stdout), 2 the
table cannot be read.
"""

import pathlib
import re
import sys

TABLE = "cmake/PerfoptLayers.cmake"
SOURCES = {".h", ".cpp", ".td", ".inc", ".cu", ".c"}
# TableGen's include has no '#'.
INCLUDE = re.compile(r'^\s*#?\s*include\s*["<]([^">]+)[">]')


def read_table(root):
    """Layer to the set of layers that it may use, itself among them."""
    text = (root / TABLE).read_text()
    sets = dict(re.findall(r"^set\((PERFOPT_\w+)([^)]*)\)", text, re.MULTILINE))
    layers = sets.get("PERFOPT_LAYERS", "").split()
    if not layers:
        raise ValueError(f"{TABLE}: found no set(PERFOPT_LAYERS ...)")
    table = {}
    for layer in layers:
        if f"PERFOPT_MAY_USE_{layer}" not in sets:
            raise ValueError(f"{TABLE}: found no set(PERFOPT_MAY_USE_{layer} ...)")
        table[layer] = {layer, *sets[f"PERFOPT_MAY_USE_{layer}"].split()}
        unknown = table[layer] - set(layers)
        if unknown:
            raise ValueError(f"{TABLE}: PERFOPT_MAY_USE_{layer} names unknown layers {sorted(unknown)}")
    return table


def violations(root, table):
    """(path, line number, message) of each include against the rule."""
    for layer, allowed in table.items():
        for path in sorted((root / layer).rglob("*")):
            if path.suffix not in SOURCES:
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = INCLUDE.match(line)
                used = match.group(1).split("/")[0] if match and "/" in match.group(1) else None
                if used in table and used not in allowed:
                    may = " ".join(sorted(allowed - {layer})) or "nothing else"
                    yield path.relative_to(root), number, (
                        f"layer rule: {layer} must not include '{match.group(1)}'; {layer} may use: {may}")


def main(root):
    try:
        table = read_table(root)
    except (OSError, ValueError) as error:
        print(f"check_layers: {error}", file=sys.stderr)
        return 2
    found = list(violations(root, table))
    for path, number, message in found:
        print(f"{path}:{number}: {message}")
    return 1 if found else 0


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent.parent
    sys.exit(main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here))
