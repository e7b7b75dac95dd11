"""What the headings and the fixed words of a list of units and of an account plan mean, in Swedish and English. Pure.

A heading such as Enhet can hold a code or a name: what the other columns are tells which.
"""

from collections.abc import Mapping

from forecasts.imports.headings import plain
from forecasts.imports.sheet import Cell

UNIT_HEADINGS = {
    "code": ("kod", "enhetskod", "enhetens kod", "enhetsnummer", "enhetsnr", "ansvar", "ansvarskod", "ansvarsnummer",
             "ansvarsnr", "organisationskod", "org.kod", "orgkod", "kostnadsställe", "kst", "code", "unit code"),
    "name": ("namn", "enhetsnamn", "enhetens namn", "benämning", "ansvarsnamn", "ansvarsbenämning", "ansvar namn",
             "ansvar benämning", "kostnadsställenamn", "name", "unit name"),
    "unit": ("enhet", "unit"),
    "department_code": ("avdelningskod", "avdelningens kod", "avdelningsnr", "avdelningsnummer", "avd.kod", "avd kod",
                        "avdkod", "avdelningskod (ny avdelning)", "department code",
                        "department code (new department)"),
    "department": ("avdelning", "avdelningsnamn", "avdelningens namn", "avd", "department", "department name"),
    "parent": ("del av", "del av enhet", "del av enheten", "överordnad", "överordnad enhet", "tillhör enhet",
               "moderenhet", "part of", "part of the unit", "part of unit", "parent", "parent unit"),
    "kind": ("slag", "typ", "enhetstyp", "typ av enhet", "kind", "type", "unit type"),
    "valid_from": ("giltig från", "giltig fr.o.m", "giltig from", "giltig fr o m", "gäller från", "gäller fr.o.m",
                   "från", "fr.o.m", "fr o m", "från och med", "från månad", "första månad", "startmånad", "startdatum",
                   "valid from", "from", "from the month", "first month", "start month"),
    "valid_to": ("giltig till", "giltig t.o.m", "giltig tom", "giltig t o m", "gäller till", "gäller t.o.m", "till",
                 "t.o.m", "t o m", "till och med", "till månad", "till och med månaden", "sista månad", "slutmånad",
                 "slutdatum", "valid to", "to", "last month", "end month", "to and including the month"),
    "successor": ("verksamheten tas över av", "tas över av", "förs vidare av", "efterträdare", "efterträds av",
                  "ersätts av", "ersatt av", "ny enhet", "carried on by", "successor"),
}  # fmt: skip
ACCOUNT_HEADINGS = {
    "group": ("kontogrupp", "kontogrupper", "grupp", "account group", "group"),
    "code": ("kod", "kontogruppskod", "kontogruppkod", "kontogruppens kod", "gruppkod", "kontogrupp kod", "code",
             "group code", "account group code"),
    "name": ("namn", "kontogruppsnamn", "kontogruppnamn", "kontogruppens namn", "gruppnamn", "kontogrupp namn", "name",
             "group name", "account group name"),
    "text": ("benämning", "kontobenämning", "kontonamn", "kontotext", "text", "beskrivning", "konto benämning",
             "konto namn", "account name", "description"),
    "kind": ("slag", "typ", "kostnad/intäkt", "intäkt/kostnad", "kind", "type"),
    "ranges": ("konton", "kontointervall", "kontointervaller", "intervall", "kontoserie", "kontoserier", "accounts",
               "account ranges", "account range", "ranges"),
    "first": ("från konto", "konto från", "konto fr.o.m", "fr.o.m konto", "första konto", "från", "fr.o.m",
              "from account", "first account", "from"),
    "last": ("till konto", "konto till", "konto t.o.m", "t.o.m konto", "sista konto", "till", "t.o.m", "to account",
             "last account", "to"),
    "account": ("konto", "kontonr", "kontonummer", "kontokod", "account", "account number", "account no"),
}  # fmt: skip
UNIT_KINDS = {
    "purchaser": ("purchaser", "beställare", "beställarenhet"),
    "provider": ("provider", "utförare", "utförarenhet"),
    "support": ("support", "support function", "stödfunktion", "stöd", "stab"),
}
GROUP_KINDS = {
    "cost": ("cost", "costs", "kostnad", "kostnader", "k"),
    "revenue": ("revenue", "revenues", "intäkt", "intäkter", "i"),
}
# Words in headings that say what a list is of, where its other headings could be those of anything.
TELLING = {
    "unit": ("enhet", "unit", "ansvar", "organisation", "kostnadsställe", "kst"),
    "account": ("kontogrupp", "gruppkod", "konton", "kontointervall", "kontoserie", "konto ", " konto", "account"),
}


def role_of(cell: Cell, headings: dict[str, tuple[str, ...]]) -> str:
    """The role of a column with this heading; empty when it is none of `headings`."""
    key = plain(cell).strip(" .:*")
    return next((role for role, forms in headings.items() if key in forms), "")


def kind_in(cell: Cell, kinds: Mapping[str, tuple[str, ...]]) -> str:
    """The kind that a cell means; empty when it is none."""
    text = plain(cell).strip(" .")
    return next((kind for kind, forms in kinds.items() if text in forms), "")
