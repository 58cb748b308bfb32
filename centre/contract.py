# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
"""The contract for readers outside: AsyncAPI 3 and README's table, made from the topic table; defines nothing."""

import inspect
import re
from pathlib import Path
from typing import Any

import msgspec

from centre import messages
from centre.errors import BadConfig
from centre.identity import TECHNICIAN
from centre.messages import PREFIX, WIRE, Role, Row

BEGIN, END = "<!-- topics:begin -->", "<!-- topics:end -->"
"""The lines of README.md between which the topic table stands."""

MADE_BY = """\
# SPDX-FileCopyrightText: 2026 The Cherha developers
# SPDX-License-Identifier: Apache-2.0
# Made by `make contract` from centre/messages.py; do not edit.
"""

_LEVELS = {
    "id": "The unit's id in centre.toml; the dispatcher's is main.",
    "role": "What the unit is: kiosk, desk, display or dispatcher.",
    "window": "The window's number in centre.toml.",
}

_TEXT = "tag:yaml.org,2002:str"

Tree = dict[str, Any]


def asyncapi() -> Tree:
    """Return the whole contract as an AsyncAPI 3.0 document (https://www.asyncapi.com/docs/reference/specification/v3.0.0)."""
    types = {kind.__name__: kind for row in WIRE for kind in row.messages}
    _, schemas = msgspec.json.schema_components(types.values(), ref_template="#/components/schemas/{name}")
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Cherha", "version": PREFIX.rpartition("/")[2], "description": messages.__doc__},
        "defaultContentType": "application/json",
        "channels": {row.name: _channel(row) for row in WIRE},
        "operations": {name: operation for row in WIRE for name, operation in _operations(row)},
        "components": {
            "messages": {name: _message(name, kind) for name, kind in types.items()},
            "schemas": {name: _described(schema) for name, schema in sorted(schemas.items())},
        },
    }


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema whose description has no margin: from Python 3.13 on docstrings come without theirs."""
    if "description" not in schema:
        return schema
    return {**schema, "description": inspect.cleandoc(schema["description"])}


def topic_table() -> str:
    """Return the topic table in Markdown, without a line break at its end."""
    lines = [f"| topic under `{PREFIX}/` | message | from → to | QoS | retained |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| `{row.topic}` | {', '.join(kind.__name__ for kind in row.messages)} "
        f"| {_who(row.senders)} → {_who(row.receivers)} | 1 | {'**yes**' if row.retained else 'no'} |"
        for row in WIRE
    ]
    return "\n".join(lines)


def as_yaml() -> str:
    """Return docs/asyncapi.yaml as it should stand; needs PyYAML, which only developers have."""
    import yaml  # noqa: PLC0415 - a dependency of developers must not be one of the Pi

    class Plain(yaml.SafeDumper):
        """Writes every part out, without YAML's own references."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's name and meaning
            return True

    Plain.add_representer(str, lambda dumper, text: dumper.represent_scalar(_TEXT, text, "|" if "\n" in text else None))
    return MADE_BY + yaml.dump(asyncapi(), Dumper=Plain, allow_unicode=True, sort_keys=False, width=120)


def with_table(readme: str) -> str:
    """Return README's text with a fresh topic table between its two markers, or raise BadConfig if they are missing."""
    if not (match := re.search(f"(?<={BEGIN}\n).*?(?={END})", readme, re.DOTALL)):
        raise BadConfig(f"README.md: no line '{BEGIN}' followed by '{END}'; the topic table goes between them")
    return f"{readme[: match.start()]}{topic_table()}\n{readme[match.end() :]}"


def main(root: Path = Path(__file__).parent.parent) -> None:
    """Write docs/asyncapi.yaml and, where there is one, README's table (``make contract``)."""
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "asyncapi.yaml").write_text(as_yaml(), encoding="utf-8")
    readme = root / "README.md"
    if readme.exists():
        readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")


def _channel(row: Row) -> Tree:
    levels = re.findall(r"{(\w+)}", row.topic)
    channel: Tree = {"address": f"{PREFIX}/{row.topic}"}
    if levels:
        channel["parameters"] = {level: {"description": _LEVELS[level]} for level in levels}
    names = [kind.__name__ for kind in row.messages]
    return channel | {"messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names}}


def _operations(row: Row) -> list[tuple[str, Tree]]:
    """Return what each role does on the row's topic; a role that asks also says where its answer comes."""
    sends = [(f"{role}_sends_{row.name}", _operation(row, "send", role)) for role in row.senders]
    receives = [(f"{role}_receives_{row.name}", _operation(row, "receive", role)) for role in row.receivers]
    return sends + receives


def _operation(row: Row, action: str, role: Role) -> Tree:
    operation: Tree = {
        "action": action,
        "channel": {"$ref": f"#/channels/{row.name}"},
        "tags": [{"name": role}],
        "bindings": {"mqtt": {"qos": 1, "retain": row.retained, "bindingVersion": "0.2.0"}},
    }
    reply = row.name.replace("_request", "_reply")
    if reply != row.name:
        operation["reply"] = {"channel": {"$ref": f"#/channels/{reply}"}}
    return operation


def _message(name: str, kind: type[msgspec.Struct]) -> Tree:
    message: Tree = {"summary": (kind.__doc__ or name).partition("\n")[0]}
    if "request_id" in kind.__struct_fields__:
        message["correlationId"] = {"location": "$message.payload#/request_id"}
    return message | {"payload": {"$ref": f"#/components/schemas/{name}"}}


def _who(roles: tuple[Role, ...]) -> str:
    if roles == messages.EVERYONE:
        return "all"
    return ", ".join(roles) or TECHNICIAN


if __name__ == "__main__":
    main()
