"""The register of measures, their follow-ups, and the action plan of a unit."""
