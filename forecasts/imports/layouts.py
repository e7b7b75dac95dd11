"""The kinds of file that are known, as data: headings, words and what a layout needs. Pure.

A new export is a new entry here. Headings are compared in lower case, without punctuation at their ends.
"""

from dataclasses import dataclass

ROLES: dict[str, tuple[str, ...]] = {
    "unit": (
        "ansvar", "ansvarskod", "ansvarsenhet", "ansvar/enhet", "ansvarsställe", "enhet", "enhetskod", "enhets-id",
        "enhet kod", "kod", "kst", "kstnr", "k-ställe", "kostnadsställe", "kostnadsställekod", "resultatenhet",
        "verksamhet/enhet", "enhet/verksamhet", "område", "ansvar/konto", "enhet/konto", "kst/konto", "ansvar / konto",
        "ansvar och konto", "affärsenhet", "enhet/kontogrupp", "unit", "unit code", "cost centre", "cost center",
    ),
    "unit-name": (
        "enhetsnamn", "ansvarsnamn", "ansvar namn", "ansvar benämning", "ansvar (t)", "ansvar t", "ansvar ben",
        "ansvarsbenämning", "enhet benämning", "enhet namn", "enhetsbenämning", "enhetens namn", "unit name",
        "kostnadsställenamn", "kst namn", "kst benämning", "kostnadsställe (t)", "kostnadsställe namn",
        "kostnadsställe benämning", "kst (t)",
    ),
    "account": ("konto", "kontonr", "kontonummer", "kontokod", "konto/slag", "account", "account number"),
    "account-name": ("kontonamn", "kontobenämning", "konto (t)", "konto t", "konto benämning", "konto namn",
                     "konto ben", "kontotext", "account name"),
    "group": ("kontogrupp", "kontogruppkod", "kontogrupp kod", "kostnadsslag", "kostnadsslagsgrupp", "slag",
              "kontoslag", "account group", "account group code"),
    "group-name": ("kontogruppens namn", "kontogrupp namn", "kontogruppnamn", "kontogrupp benämning",
                   "account group name"),
    "activity": ("verksamhet", "verksamhetskod", "vht", "verks", "verksamhet kod", "activity", "activity code"),
    "activity-name": ("verksamhetsnamn", "verksamhet (t)", "verksamhet t", "verksamhet benämning",
                      "verksamhet namn", "verksamhetsbenämning"),
    "name": ("benämning", "ben", "namn", "text", "(t)", "t", "name", "beskrivning", "klartext"),
    "month": ("period", "månad", "månadsperiod", "redovisningsperiod", "bokföringsperiod", "per", "month", "år/månad",
              "årmånad", "år-månad", "bokf period", "bokföringsmånad", "mån"),
    "year": ("år", "year", "räkenskapsår", "redovisningsår", "budgetår"),
    "as-of": ("prognosmånad", "prognos per", "avser månad", "as of", "forecast month"),
    "debit": ("debet", "debit"),
    "credit": ("kredit", "credit"),
    "cause": ("orsak", "cause", "avvikelseorsak"),
    "comment": ("kommentar", "kommentarer", "comment", "analys", "anteckning"),
    "detail": (
        "projekt", "projektkod", "motpart", "verifikation", "verifikat", "vernr", "ver nr", "ver.nr",
        "verifikationsnummer", "objekt", "aktivitet", "aktivitetskod", "spec", "leverantör", "fakturanr",
        "fakturanummer", "bokföringsdatum", "bokf datum", "datum", "transaktionsdatum", "project", "voucher", "motp",
    ),
    "ignored": (
        "avdelning", "avdelningskod", "avdelningsnamn", "förvaltning", "nämnd", "företag", "bolag", "department",
        "valuta", "bolagskod", "ansvarig", "chef", "controller", "status", "nr", "rad", "not", "antal", "kvantitet",
        "enhetschef", "avdelningschef", "kontogruppstyp", "typ",
    ),
}  # fmt: skip

# what a person may say that a column holds
COLUMN_ROLES = (
    "unit", "unit-name", "account", "group", "activity", "month", "year", "amount", "budget", "actual", "forecast",
    "deviation", "debit", "credit", "total", "cause", "comment", "detail", "ignored",
)  # fmt: skip

NO_AMOUNTS = frozenset(
    {"unit", "unit-name", "account", "group", "activity", "month", "year", "cause", "comment", "detail", "ignored"}
)  # fmt: skip

# words that an amount's heading consists of, in the order in which they decide what the column is
SHARE = frozenset({"%", "procent", "proc", "andel", "riktvärde", "riktpunkt", "förbrukat", "share", "index"})
PART_OF_YEAR = frozenset({"tertial", "tertialet", "kvartal", "kvartalet", "kv", "halvår", "halvåret", "quarter",
                          "t1", "t2", "t3", "q1", "q2", "q3", "q4", "kv1", "kv2", "kv3", "kv4"})  # fmt: skip
REST = frozenset(
    {"kvar", "resterande", "kvarvarande", "rest", "återstår", "återstående", "återstod", "disponibelt", "remaining"}
)
MEASURES = frozenset({"åtgärder", "åtgärd", "åtgärdsplan", "åtgärdsplanering", "measures"})
CHANGE = frozenset({"förändring", "ändring", "förändr", "förändrat", "change"})
PREVIOUS = frozenset({"föregående", "föreg", "fg", "förra", "tidigare", "previous", "fjolår", "fjolåret"})
DEVIATION = frozenset(
    {
        "avvikelse", "avvik", "avv", "diff", "differens", "budgetavvikelse", "prognosavvikelse", "deviation",
        "variance", "överskott", "underskott", "över", "budgetavv",
    }
)  # fmt: skip
FORECAST = frozenset({"prognos", "helårsprognos", "årsprognos", "prognosutfall", "progn", "forecast"})
ACTUAL = frozenset(
    {"utfall", "utf", "bokfört", "redovisat", "verkligt", "actual", "actuals", "nettokostnad",
     "nettokostnader", "bokslut", "periodutfall", "månadsutfall"}
)  # fmt: skip
BUDGET = frozenset(
    {
        "budget", "bu", "bud", "årsbudget", "helårsbudget", "internbudget", "detaljbudget", "periodbudget",
        "nettobudget", "månadsbudget", "budgeterat",
    }
)  # fmt: skip
GROSS = frozenset({"kostnader", "kostnad", "intäkter", "intäkt", "costs", "revenue", "revenues", "bruttokostnad"})
AMOUNT = frozenset({"belopp", "amount", "saldo", "summa", "värde", "netto", "nettobelopp"})
TOTAL = frozenset({"totalt", "total", "summa", "helår", "helåret", "år", "året", "sum", "totalsumma", "tot", "year"})

TO_DATE = frozenset({"ack", "ackumulerat", "ackumulerad", "ackumulerade", "acc", "ytd", "hittills", "tom"})
FULL_YEAR = frozenset({"helår", "helåret", "helårs", "år", "året", "årsbudget", "helårsbudget", "helårsprognos",
                       "årsprognos", "year", "årets"})  # fmt: skip
SINGLE = frozenset({"per", "period", "perioden", "periodens", "månad", "månaden", "månadens", "periodutfall",
                    "periodbudget", "månadsutfall", "månadsbudget", "mån"})  # fmt: skip
FILLERS = frozenset({"i", "av", "mot", "för", "enl", "enligt", "per", "och", "netto", "belopp", "t", "o", "m",
                     "från", "med", "exkl", "inkl", "efter", "före", "den", "jämfört", "kostnad", "utfall", "the",
                     "of", "hela", "to", "date"})  # fmt: skip

MONEY_WORDS = {
    "kr": "kr", "kronor": "kr", "sek": "kr", "krona": "kr",
    "tkr": "tkr", "kkr": "tkr", "tsek": "tkr", "ksek": "tkr", "tusental": "tkr", "tusen": "tkr",
    "mnkr": "mnkr", "mkr": "mnkr", "msek": "mnkr", "miljoner": "mnkr", "milj": "mnkr", "mnsek": "mnkr",
    "mdkr": "mdkr", "mdr": "mdkr", "miljarder": "mdkr", "öre": "öre", "ören": "öre", "eur": "eur", "euro": "eur",
    "usd": "usd", "dkk": "dkk", "nok": "nok",
}  # fmt: skip

# what is counted that is no money
QUANTITIES = frozenset(
    {
        "timmar", "antal", "dygn", "vårddygn", "årsarbetare", "årsarbeten", "tjänster", "personer", "ärenden",
        "platser", "volym", "volymer", "nyckeltal", "hushåll", "brukare", "snittkostnad", "procent", "åa",
    }
)  # fmt: skip
LONG_LIST = 20_000

TOTAL_LABELS = (
    "summa", "s:a", "sa", "totalt", "total", "totalsumma", "netto", "delsumma", "nettokostnad", "nettokostnader",
    "tot", "sum", "grand total", "resultat", "budget nettokostnader", "budgetavvikelse",
    "hela förvaltningen", "hela avdelningen", "hela nämnden", "hela enheten", "hela kommunen", "hela verksamheten",
)  # fmt: skip
MEMO_LABELS = ("varav", "därav", "of which", "härav", "d:o")
PRINTED_WORDS = ("utskriven", "utskrift", "uttagen", "uttag", "skapad", "utskriftsdatum", "printed", "rapportdatum",
                 "körd", "exporterad", "hämtad", "uppdaterad", "senast ändrad")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """A known kind of file: its name, the shape that reads it and the kind of figure it holds."""

    name: str
    shape: str
    kind: str


LAYOUTS = (
    Layout("ledger-actuals", "ledger", "actual"),
    Layout("ledger-budget", "ledger", "budget"),
    Layout("ledger-forecast", "ledger", "forecast"),
    Layout("months-actuals", "months", "actual"),
    Layout("months-budget", "months", "budget"),
    Layout("months-forecast", "months", "forecast"),
    Layout("summary-forecast", "summary", "forecast"),
    Layout("summary-budget", "summary", "budget"),
    Layout("summary-actuals", "summary", "actual"),
    Layout("sie-actuals", "sie", "actual"),
    Layout("sie-budget", "sie", "budget"),
    Layout("template", "template", "forecast"),
)


def layout_named(shape: str, kind: str) -> str:
    """The name of the layout with this shape and kind."""
    return next((each.name for each in LAYOUTS if each.shape == shape and each.kind == kind), shape)


CAUSES = {
    "volume": "volume", "volym": "volume", "volymer": "volume", "price": "price", "pris": "price",
    "staffing": "staffing", "bemanning": "staffing", "personal": "staffing", "sick-leave": "sick-leave",
    "sick leave": "sick-leave", "sjukfrånvaro": "sick-leave", "agency": "agency", "agency staff": "agency",
    "inhyrd personal": "agency", "konsulter": "agency", "bemanningsföretag": "agency", "delay": "delay",
    "delayed start": "delay", "försenad start": "delay", "försening": "delay", "senarelagd start": "delay",
    "external": "external", "extern": "external", "externt": "external", "yttre": "external",
    "yttre omständigheter": "external", "bookkeeping": "bookkeeping", "bookkeeping error": "bookkeeping",
    "bokföringsfel": "bookkeeping", "felbokning": "bookkeeping", "felkontering": "bookkeeping",
    "budget": "budget", "budget change": "budget", "budgetändring": "budget", "ändrad budget": "budget",
    "other": "other", "annat": "other", "övrigt": "other", "annan orsak": "other",
}  # fmt: skip
