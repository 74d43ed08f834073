"""Reading a personnel list (CSV or XLSX) and planning what it would change, without any database."""
