"""Records of every kind: the list, the panel of one record, editing, new ones."""
