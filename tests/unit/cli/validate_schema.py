"""Checks JSON files against the JSON Schemas of docs/schema/.

    validate_schema.py SCHEMA_FOLDER FILE...

A file's `schema` member ("perf-opt/analyze/1") names the schema it has to
follow. Each schema is itself checked to be strict and described: of every
object in a valid file, an unknown member and a missing member must be
rejected, and every property must have a description.

Exit codes: 0 fine, 1 a check failed, 77 the module jsonschema is missing
(Debian: python3-jsonschema), which ctest reports as skipped.
"""

import copy
import json
import pathlib
import sys

SKIPPED = 77

try:
    import jsonschema
except ImportError:
    print("skipped: the Python module jsonschema is missing; install Debian's python3-jsonschema")
    sys.exit(SKIPPED)


def undescribed(schema, path="#"):
    """Paths of properties without a description."""
    for key, value in schema.get("properties", {}).items():
        if not value.get("description"):
            yield f"{path}/{key}"
        yield from undescribed(value, f"{path}/{key}")
    for key, value in schema.get("$defs", {}).items():
        yield from undescribed(value, f"{path}/$defs/{key}")
    for value in [schema.get("items")] + schema.get("oneOf", []):
        if isinstance(value, dict):
            yield from undescribed(value, path)


def first_of_each_kind(document, path=()):
    """Paths of the objects in a document; of a list, only of its first item."""
    if isinstance(document, dict):
        yield path
        for key, value in document.items():
            yield from first_of_each_kind(value, path + (key,))
    elif isinstance(document, list) and document:
        yield from first_of_each_kind(document[0], path + (0,))


def at(document, path):
    for key in path:
        document = document[key]
    return document


# Objects whose keys are the model's own words.
OPEN = {"dims", "problem", "attributes"}


def tolerated_damage(document, validator):
    """What the schema should have rejected."""
    for path in first_of_each_kind(document):
        if path and path[-1] in OPEN:
            continue
        damaged = copy.deepcopy(document)
        at(damaged, path)["unexpected"] = 0
        if validator.is_valid(damaged):
            yield f"an unknown member of {path} is accepted"
        for key in at(document, path):
            damaged = copy.deepcopy(document)
            del at(damaged, path)[key]
            if validator.is_valid(damaged):
                yield f"{path} is accepted without '{key}'"


def smaller(document):
    """The document with lists cut to one item, for speed."""
    if isinstance(document, dict):
        return {key: smaller(value) for key, value in document.items()}
    if isinstance(document, list):
        return [smaller(value) for value in document[:1]]
    return document


def not_finite(text):
    raise ValueError(f"'{text}' is no JSON")


def main(schema_folder, *files):
    validators = {}
    failures = []
    for path in sorted(pathlib.Path(schema_folder).glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        failures += [f"{path}: {where} has no description" for where in undescribed(schema)]
        name = schema["properties"]["schema"]["const"]
        validators[name] = jsonschema.Draft202012Validator(schema)

    for path in files:
        text = pathlib.Path(path).read_text(encoding="utf-8")
        document = json.loads(text, parse_constant=not_finite)
        validator = validators.get(document.get("schema"))
        if not validator:
            failures.append(f"{path}: unknown schema {document.get('schema')!r}, expected one of {sorted(validators)}")
            continue
        errors = [f"{path}: {error.json_path}: {error.message}" for error in validator.iter_errors(document)]
        failures += errors
        if not errors:
            failures += [f"{path}: {found}" for found in tolerated_damage(smaller(document), validator)]
            print(f"{path}: follows {document['schema']}")

    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures or not files else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
