"""Files in and out: CSV and XLSX with one row a record and one column a field. What is exported can be imported again.

``cells`` writes and reads a value, ``sheets`` a file, ``extent`` finds out whether one can be read, ``columns`` which column is
which field, ``importing`` and ``exporting`` do the work over a store.
"""
