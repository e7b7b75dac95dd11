"""The demo's accounts, one per role. People are roles, never names."""

from units.roles import Role

PASSWORD = "socbudget-demo"  # noqa: S105 (printed on purpose)
# Username, name on screen and role. The place in each administration is in its fixture under `people`.
ACCOUNTS = (
    ("enhetschef", "Enhetschef", Role.UNIT_HEAD),
    ("avdelningschef", "Avdelningschef", Role.DEPARTMENT_HEAD),
    ("controller", "Controller", Role.CONTROLLER),
    ("ledning", "Ledningsgruppen", Role.MANAGEMENT),
    ("namnd", "Nämnden", Role.COMMITTEE),
    ("stod", "Stödteamet", Role.SUPPORT),
    ("medarbetare", "Medarbetare", Role.STAFF),
    ("system", "Systemadministratör", Role.SYSTEM),
)
