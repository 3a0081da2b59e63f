"""One editor for each type of field; all of them give a canonical value or say why they cannot."""
