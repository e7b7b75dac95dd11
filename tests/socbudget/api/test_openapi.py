"""The description and the answers agree."""

import re
from datetime import date

import pytest

from socbudget.api.openapi import TAKES
from tests.socbudget.api.test_api import API, figures  # noqa: F401 (a fixture)
from tests.socbudget.api.test_indicators import observations  # noqa: F401 (a fixture)
from tests.socbudget.api.test_measures import measures  # noqa: F401 (a fixture)
from tests.socbudget.api.test_meetings import director, given, meetings  # noqa: F401 (fixtures)
from units.roles import Role

HELD = ("meetings", "decisions", "actions")
READ_WITH_FIGURES = ("measures", "followups", "observations", *HELD)
TYPES = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict, "null": type(None)}


def faults(schema, value, place="$"):
    """Where `value` is not what `schema` says."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if type(value) not in [TYPES[kind] for kind in kinds]:
        return [f"{place} is {type(value).__name__}"]
    if isinstance(value, dict):
        found = (
            [f"{place} has {set(value) ^ set(schema['properties'])}"] if set(value) != set(schema["required"]) else []
        )
        return found + [
            fault
            for name, each in value.items()
            for fault in faults(schema["properties"].get(name, {"type": "null"}), each, f"{place}.{name}")
        ]
    if isinstance(value, list):
        return [
            fault for number, each in enumerate(value) for fault in faults(schema["items"], each, f"{place}[{number}]")
        ]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{place} is {value}"]
    if (
        schema.get("format") == "date"
        and schema.get("title") != "day"
        and value is not None
        and date.fromisoformat(value).day != 1
    ):
        return [f"{place} is no month"]
    return []


@pytest.fixture
def document(client_of, measures, observations, request):  # noqa: F811
    """The description, with rows of what the test asks for; meetings bring figures of their own."""
    name = request.node.callspec.params.get("name") if hasattr(request.node, "callspec") else ""
    request.getfixturevalue("given" if name in HELD else "figures")
    return client_of(Role.CONTROLLER).get(f"{API}openapi.json").json()


@pytest.mark.parametrize("name", TAKES)
@pytest.mark.parametrize("role", [Role.CONTROLLER, Role.COMMITTEE])
def test_every_answer_is_as_described(document, client_of, name, role):
    if role == Role.COMMITTEE and name in READ_WITH_FIGURES:
        pytest.skip("they are for those who read figures")

    answer = client_of(role).get(f"{API}{name}/").json()

    assert answer["rows"] != []
    assert faults(document["components"]["schemas"][name], answer) == []


@pytest.mark.parametrize("name", TAKES)
def test_every_parameter_described_is_taken(document, client_of, name):
    client = client_of(Role.CONTROLLER)
    values = {
        "administration": "EX",
        "month": "2026-07-01",
        "stage": "decided",
        "indicator": "hvb",
        "kind": {"figures": "budget", "meetings": "team"}.get(name, "provider"),
        "state": "closed" if name == "meetings" else "open",
        "since": "2026-09-14",
    }

    for parameter in document["paths"][f"/{name}/"]["get"]["parameters"]:
        value = values.get(
            parameter["name"], parameter["schema"].get("default", parameter["schema"].get("minimum", "10"))
        )
        assert client.get(f"{API}{name}/?{parameter['name']}={value}").status_code == 200


def test_every_reference_of_the_description_is_there(document):
    wanted = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert wanted == set(document["components"]["schemas"])


def test_an_error_is_as_described(document, client_of):
    answer = client_of(Role.CONTROLLER).get(f"{API}figures/?year=x").json()

    assert faults(document["components"]["schemas"]["error"], answer) == []
