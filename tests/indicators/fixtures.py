"""The files of key figures in fixtures/uploads: some that are good, and one for each thing that goes wrong.

python -m tests.indicators.fixtures        writes them again
"""

from pathlib import Path

UPLOADS = Path(__file__).resolve().parents[2] / "fixtures" / "uploads"
LONG = "Nyckeltal;Enhet;Månad;Värde"
WIDE = "Nyckeltal;Enhet;jan 2026;feb 2026"
WRONG = {
    "unknown-indicator": f"{LONG}\nVårddagar HVB;4100;2026-08;312",
    "missing-indicator": f"{LONG}\n;4100;2026-08;312",
    "indicators-differ": "Nyckeltalskod;Nyckeltal;Enhet;Månad;Värde\nhvb;Beläggning;4100;2026-08;312",
    "units-differ": "Nyckeltal;Enhet;Enhetsnamn;Månad;Värde\nVårddygn HVB;4100;Vuxen;2026-08;312",
    "unknown-unit": f"{LONG}\nVårddygn HVB;9999;2026-08;312",
    "missing-unit": f"{LONG}\nVårddygn HVB;;2026-08;312",
    "not-a-value": f"{LONG}\nVårddygn HVB;4100;2026-08;312 st",
    "only-a-dash": f"{LONG}\nVårddygn HVB;4100;2026-08;–",
    "negative-count": f"{LONG}\nVårddygn HVB;4100;2026-08;-3",
    "doubtful-per-cent": f"{LONG}\nBeläggning;4100;2026-08;0,94",
    "ambiguous-amount": f"{LONG}\nVårddygn HVB;4100;2026-08;1.312",
    "not-a-month": f"{LONG}\nVårddygn HVB;4100;sommaren;312",
    "month-outside-year": "Nyckeltal;Enhet;År;Månad;Värde\nVårddygn HVB;4100;2026;2025-08;312",
    "future-month": f"{LONG}\nVårddygn HVB;4100;2026-12;312",
    "duplicate-row": f"{LONG}\nVårddygn HVB;4100;2026-08;312\nhvb;4100;aug 2026;312",
    "other-unit-of-measure": "Nyckeltal;Måttenhet;Enhet;Månad;Värde\nVårddygn HVB;veckor;4100;2026-08;312",
    "other-scale": "Nyckeltal (tkr);;;\nNyckeltal;Enhet;Månad;Värde\nPris;4100;2026-08;5,4",
    "ambiguous-columns": "Nyckeltal;Enhet;Månad;Antal;Värde\nVårddygn HVB;4100;2026-08;312;5",
    "values-to-date": f"Ackumulerat 2026;;;\n{LONG}\nVårddygn HVB;4100;2026-08;312",
    "no-column-of-values": "Nyckeltal;Enhet;Månad;Belopp tkr\nVårddygn HVB;4100;2026-08;312",
    "personal-identity-number": f"{LONG}\nVårddygn HVB 19800101-1231;4100;2026-08;312",
    "ask-year": f"{LONG}\nVårddygn HVB;4100;augusti;312",
    "ask-month": "Nyckeltal;Enhet;Värde\nVårddygn HVB;4100;312",
}
GOOD = {
    "long": f"{LONG}\nVårddygn HVB;4100;2026-07;298\nhvb;4100 Barn och ungdom;aug 2026;312,5\nPris;4200;202608;5 480",
    "wide": "Nyckeltal 2026;;;;\nNyckeltal;Enhet;jul;aug;Summa\nVårddygn HVB;4100;298;312,5;610,5\n"
    "Pris;4200;;5480;5480\nSumma;;298;5792,5;6090,5",
}


def files() -> dict[str, bytes]:
    """The files by name."""
    texts = {f"observations-{name}.csv": text for name, text in WRONG.items()}
    texts |= {f"observations-good-{name}.csv": text for name, text in GOOD.items()}
    return {name: f"{text}\n".encode() for name, text in texts.items()}


def main() -> None:
    for name, content in files().items():
        (UPLOADS / name).write_bytes(content)


if __name__ == "__main__":
    main()
