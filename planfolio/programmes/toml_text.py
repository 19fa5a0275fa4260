"""Writing TOML: lines of text, numbers, truths and lists of texts, and lists of tables. `tomllib` reads it back."""

import json


def toml(values: dict, tables: dict[str, list[dict]]) -> str:
    """`values`, then each list of `tables`; empty values are left out."""
    parts = ["".join(_lines(values))]
    parts += [f"\n[[{name}]]\n" + "".join(_lines(table)) for name, rows in tables.items() for table in rows]
    return "".join(parts)


def _lines(values: dict):
    for key, value in values.items():
        if value not in ("", None, (), []):
            yield f"{key} = {_value(value)}\n"


def _value(value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    lines = [_quoted(line) for line in value.split("\n")]
    return f'"{lines[0]}"' if len(lines) == 1 else '"""\n' + "\n".join(lines) + '"""'


def _quoted(line: str) -> str:
    # TOML forbids one character that JSON allows.
    return json.dumps(line, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")
