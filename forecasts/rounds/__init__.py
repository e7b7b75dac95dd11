"""The monthly cycle: when forecasts are made, who is missing, what changed since the last one."""
