"""The Swedish screen is complete."""

import subprocess
from pathlib import Path

from babel.messages.pofile import read_po
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/sv/LC_MESSAGES/django.po"


def catalogue(path: Path = CATALOGUE):
    with path.open("rb") as file:
        return [message for message in read_po(file, locale="sv") if message.id]


def is_complete(message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string)
    return all(texts) and not message.fuzzy


def test_every_sentence_has_a_swedish_text_that_is_not_a_guess():
    assert [message.id for message in catalogue() if not is_complete(message)] == []


def test_placeholders_are_the_same_in_both_languages():
    broken = [(message.id, [str(error) for error in message.check()]) for message in catalogue() if message.check()]

    assert broken == []


def test_the_catalogue_holds_every_sentence_of_the_program(tmp_path):
    work = tmp_path / "project"
    ignored = {".venv", ".git", "var", "tests"}
    work.mkdir()
    for path in ROOT.iterdir():
        if path.name not in ignored:
            (work / path.name).symlink_to(path) if path.name != "locale" else None
    (work / "locale/sv/LC_MESSAGES").mkdir(parents=True)
    command = [ROOT / ".venv/bin/python", "manage.py", "makemessages", "--no-location", "--symlinks", "-l", "sv"]
    subprocess.run(command, cwd=work, check=True, capture_output=True)

    wanted = {message.id for message in catalogue(work / "locale/sv/LC_MESSAGES/django.po")}
    assert wanted - {message.id for message in catalogue()} == set()


def test_the_swedish_texts_reach_the_screen():
    with translation.override("sv"):
        assert translation.gettext("Sign out") == "Logga ut"
