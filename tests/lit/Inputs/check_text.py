"""Checks that stdin is plain text of at most WIDTH columns.

    check_text.py WIDTH

Counts code points, which is what the report's characters take on a terminal.
"""

import sys


def main():
    width = int(sys.argv[1])
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    faults = [f"line {i}: {len(line)} columns, expected at most {width}"
              for i, line in enumerate(lines, 1) if len(line) > width]
    faults += [f"line {i}: an escape sequence" for i, line in enumerate(lines, 1) if "\x1b" in line]
    if len(lines) < 10:
        faults.append(f"only {len(lines)} lines")
    print("\n".join(faults) or "plain")


if __name__ == "__main__":
    main()
