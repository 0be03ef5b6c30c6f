"""Results for people and machines: HTML, terminal, SARIF, tables, blocking rules; pure functions of a result."""
