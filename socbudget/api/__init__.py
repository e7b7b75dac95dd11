"""The read-only API. Amounts are whole öre, months dates on their first day, and rights those of the pages."""
