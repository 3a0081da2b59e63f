"""The replica: an encrypted SQLite database, its tables, its writer, its queries. The one package that speaks SQL.

Writing goes through ``Store.write(work)``: a synchronous function that is given a ``Unit`` (one transaction) and returns a
value. Nothing can be awaited inside a transaction, by construction. Reading goes through ``Store.read(query)`` on read-only
connections. Bulk paths are Core statements; SQLModel declares the tables.
"""
