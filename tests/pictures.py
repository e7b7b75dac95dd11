"""Take the README's pictures of the demo: `python -m tests.pictures` writes fixtures/pictures/*.png."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.serving import ROOT, chromium, demo_server, sign_in

FOLDER = ROOT / "fixtures" / "pictures"


class Picture(NamedTuple):
    """A page as an account sees it, in a window of this size."""

    name: str
    path: str
    username: str
    width: int = 1200
    height: int = 850


PICTURES = [
    Picture("start", "/?administration=EX", "controller"),
    Picture("administration", "/administrations/EX/", "ledning"),
    Picture("unit", "/administrations/HV/units/1100/", "enhetschef", height=1000),
    Picture("unit-phone", "/administrations/HV/units/1100/", "enhetschef", 390, 844),
    Picture("measure", "/administrations/EX/measures/24/", "controller", height=1000),
    Picture("programme", "/administrations/EX/programme/", "ledning", height=1000),
    Picture("uploads", "/administrations/EX/uploads/", "controller"),
    Picture("meeting", "/administrations/EX/meetings/5/", "ledning", height=1000),
    Picture("projector", "/administrations/EX/meetings/4/show/18/", "ledning", 1280, 720),
    Picture("minutes", "/administrations/EX/meetings/3/minutes/", "ledning", height=1000),
]


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="socbudget-pictures-") as folder,
        demo_server(Path(folder)) as site,
        chromium() as browser,
    ):
        states = {name: sign_in(browser, site, name) for name in {each.username for each in PICTURES}}
        for picture in PICTURES:
            context = browser.new_context(
                storage_state=states[picture.username],
                locale="sv-SE",
                viewport={"width": picture.width, "height": picture.height},
            )
            page = context.new_page()
            page.goto(site + picture.path)
            page.wait_for_load_state("networkidle")
            page.wait_for_timeout(800)
            page.screenshot(path=FOLDER / f"{picture.name}.png")
            context.close()


if __name__ == "__main__":
    main()
