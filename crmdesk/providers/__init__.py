"""The vendors, one package each, over the small protocol of ``base``. A provider knows no token, no Qt, no SQL."""
