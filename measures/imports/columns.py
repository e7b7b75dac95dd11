"""What the headings and the words of a list of measures mean, in Swedish and English. Pure."""

import re
from dataclasses import dataclass

from forecasts.imports.headings import heading_of, money_word, plain
from forecasts.imports.layouts import MONEY_WORDS
from forecasts.imports.sheet import Cell
from units.months import FIRST_YEAR, LAST_YEAR

TEXTS = {
    "title": 200, "what": 30_000, "indicator": 200, "end_condition": 200, "decision_body": 100,
    "decision_paragraph": 50, "decision_reference": 100, "decision_text": 30_000, "for_clients": 30_000,
    "for_staff": 30_000, "for_quality": 30_000, "for_children": 30_000, "risk": 30_000,
}  # fmt: skip
DAYS = ("investigate_by", "decided_on", "union_on")
MONTHS = ("start", "end", "contained_from")
AMOUNTS = ("full_year_effect", "one_time_cost", "reinvestment")
MONEY = (*AMOUNTS, "year_effect", "month")

HEADINGS = {
    "number": ("nr", "nr.", "nummer", "åtgärdsnr", "åtgärdsnummer", "åtgärd nr", "löpnr", "löpnummer", "no", "number",
               "measure number", "measure no", "#"),
    "title": ("åtgärd", "åtgärder", "titel", "rubrik", "benämning", "namn på åtgärd", "åtgärdens namn", "measure",
              "title"),
    "what": ("vad som görs", "vad görs", "vad ska göras", "beskrivning", "åtgärdsbeskrivning", "beskrivning av åtgärd",
             "innehåll", "what is done", "description", "what"),
    "unit": ("enhet", "enheter", "avdelning/enhet", "enhet/avdelning", "enhetskod", "ansvar",
             "ansvarskod", "verksamhet", "enheter och andelar", "enhet och andel", "unit", "units",
             "units and shares", "department/unit"),
    "department": ("avdelning", "department"),
    "share": ("andel", "andelar", "fördelning", "andel %", "andel (%)", "andel procent", "share", "shares",
              "share (%)"),
    "kind": ("slag", "typ", "åtgärdstyp", "typ av åtgärd", "kategori", "slag av åtgärd", "kind", "type", "category"),
    "horizon": ("tidshorisont", "horisont", "kort/lång sikt", "sikt", "tidsperspektiv", "time horizon", "horizon"),
    "stage": ("skede", "status", "läge", "stage"),
    "group": ("kontogrupp", "kostnadsslag", "kontoslag", "account group"),
    "indicator": ("nyckeltal", "mått", "indikator", "key figure", "indicator"),
    "owner": ("ansvarig", "ägare", "åtgärdsägare", "ansvarig chef", "ansvarig person", "responsible", "owner"),
    "start": ("start", "första månad", "startmånad", "startdatum", "från", "från och med", "fr.o.m", "fr.o.m.", "fom",
              "påbörjas", "first month", "start month"),
    "end": ("slut", "sista månad", "slutmånad", "slutdatum", "till", "till och med", "t.o.m", "t.o.m.", "tom",
            "avslutas", "last month", "end", "end month"),
    "end_condition": ("pågår tills", "pågår till", "gäller tills", "goes on until", "until"),
    "full_year_effect": ("helårseffekt", "effekt helår", "helår", "besparing helår", "effekt per år", "årseffekt",
                         "full-year effect", "full year effect"),
    "year_effect": ("effekt i år", "effekt innevarande år", "årets effekt", "effekt året", "besparing i år",
                    "effect this year"),
    "one_time_cost": ("engångskostnad", "engångskostnader", "omställningskostnad", "one-time cost", "one time cost"),
    "reinvestment": ("återinvestering", "återinvesteras per år", "återinvesteras", "reinvested a year",
                     "reinvestment"),
    "fte": ("årsarbetare", "antal årsarbetare", "åa", "tjänster", "full-time equivalents", "fte"),
    "probability": ("sannolikhet", "sannolikhet %", "sannolikhet (%)", "sannolikhet, procent", "probability",
                    "probability (%)", "probability, per cent"),
    "contained_from": ("ingår i prognos från", "ingår i prognosen från", "i prognos från", "inräknad från",
                       "in the forecast from", "contained from"),
    "investigate_by": ("utreds senast", "utredd senast", "utredning klar", "investigated by"),
    "decision_body": ("beslutad av", "beslutat av", "beslut av", "beslutsinstans", "beslutande", "decided by"),
    "decided_on": ("beslutsdatum", "beslutsdag", "datum för beslut", "day of the decision", "decision date"),
    "decision_paragraph": ("§", "paragraf", "beslutsparagraf", "paragraph"),
    "decision_reference": ("dnr", "diarienummer", "diarienr", "reference number", "reference"),
    "decision_text": ("beslut", "beslutstext", "decision"),
    "union_required": ("mbl krävs", "mbl", "mbl-förhandling krävs", "facklig förhandling krävs",
                       "union negotiation required"),
    "union_on": ("mbl-datum", "mbl datum", "mbl klar", "facklig förhandling klar", "union negotiation done"),
    "for_clients": ("konsekvenser för brukare", "konsekvenser brukare", "brukare", "konsekvens brukare",
                    "consequences for clients"),
    "for_staff": ("konsekvenser för personal", "konsekvenser personal", "personal", "konsekvens personal",
                  "consequences for staff"),
    "for_quality": ("konsekvenser för kvalitet", "konsekvenser kvalitet", "kvalitet", "konsekvens kvalitet",
                    "consequences for quality"),
    "for_children": ("barnkonsekvenser", "konsekvenser för barn", "konsekvenser barn", "barn", "barnkonsekvensanalys",
                     "child impact"),
    "risk": ("risk", "risker", "riskanalys", "risks"),
    "anchored": ("förankrad", "förankring", "förankrad hos personalen", "anchored", "anchored with staff"),
    "word": ("motivering", "skäl", "kommentar till ändring", "varför", "motivering till ändringen", "reason",
             "reason for the change"),
    "version": ("version",),
}  # fmt: skip
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "stage": {
        "idea": ("idé", "ide", "förslag till idé"),
        "investigated": ("utreds", "under utredning", "utredning", "being investigated"),
        "proposed": ("föreslagen", "förslag", "föreslås"),
        "decided": ("beslutad", "beslutat", "beslutade"),
        "running": ("pågår", "pågående", "påbörjad"),
        "realised": ("genomförd", "genomfört", "realiserad"),
        "verified": ("verifierad",),
        "closed": ("avslutad", "stängd"),
        "stopped": ("stoppad", "avbruten"),
        "rejected": ("avslagen", "avvisad", "avslag"),
    },
    "kind": {
        "hiring-freeze": ("anställningsstopp", "hiring freeze"),
        "vacancy": ("vakanshållning", "vakans", "vacancy kept open"),
        "consultants": ("färre konsulter", "konsulter", "fewer consultants"),
        "home-base": ("hemtagning och hemmaplan", "hemtagning", "hemmaplan", "hemmaplanslösning", "care at home base"),
        "price": ("omförhandlat pris", "omförhandling", "pris", "renegotiated price"),
        "premises": ("lokaler", "lokal"),
        "delegation": ("indragen delegation", "withdrawn delegation"),
        "follow-up": ("uppföljning av beslut eller fakturor", "uppföljning", "follow-up of decisions or invoices"),
        "reorganisation": ("omorganisation",),
        "other": ("annat", "övrigt", "annan"),
    },
    "horizon": {
        "quick": ("kortsiktig", "kort", "kort sikt", "snabb"),
        "structural": ("strukturell", "lång", "lång sikt", "långsiktig"),
    },
    "anchored": {
        "yes": ("ja", "x", "1"),
        "partly": ("delvis",),
        "no": ("inte än", "nej", "ej", "not yet", "0"),
    },
    "union_required": {"yes": ("ja", "x", "1", "true", "sant"), "no": ("nej", "ej", "0", "false", "falskt")},
}
_ROLES = {form: role for role, forms in HEADINGS.items() for form in forms}
_WORDS = {
    role: {form: value for value, forms in values.items() for form in (value, *forms)}
    for role, values in CHOICES.items()
}
_MONEY = re.compile(rf"[(\[]?\b(?:i )?(?:{'|'.join(MONEY_WORDS)})\b[)\]]?")
_OF_YEAR = re.compile(r"(?:beräknad |förväntad |expected )?(?:effekt|besparing|effect)(?: i| in| år)? ((?:19|20)\d\d)")
_EFFECT = re.compile(r"^(?:effekt|besparing|effect)(?: i| in|:)? (?=\D|\d{4}-)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its index in the rows, its role, and for amounts the month and year they are of, and their money."""

    index: int
    role: str
    text: str
    month: int | None = None
    year: int | None = None
    money: str = ""


def column_of(index: int, cell: Cell) -> Column | None:
    """What a heading says; None when it is not known."""
    text = plain(cell)
    key = text.strip(" .:*")
    money = money_word(text)
    bare = " ".join(_MONEY.sub(" ", key).split()).strip(" ,.:*")
    role = _ROLES.get(text) or _ROLES.get(key) or _ROLES.get(bare)
    shown = " ".join(str(cell).split()) if isinstance(cell, str) else text
    if role:
        return Column(index, role, shown, money=money if role in MONEY else "")
    if match := _OF_YEAR.fullmatch(bare):
        return Column(index, "year_effect", shown, year=int(match[1]), money=money)
    heading = heading_of(_EFFECT.sub("", bare) if isinstance(cell, str) else cell)
    if heading.role == "amount" and heading.month and not heading.kind:
        return Column(index, "month", heading.text if not isinstance(cell, str) else shown, heading.month,
                      heading.year, money)  # fmt: skip
    return None


def chosen(role: str, cell: Cell) -> str | None:
    """The value that a cell of a column with fixed words means; None when it is none of them."""
    return _WORDS[role].get(plain(cell).strip(" ."))


def year_in(text: str) -> set[int]:
    """The years that a text speaks of."""
    return {int(each) for each in re.findall(r"(?<!\d)((?:19|20)\d{2})(?!\d)", text)
            if FIRST_YEAR <= int(each) <= LAST_YEAR}  # fmt: skip
