"""The command line: one module a group of commands, each with its parser and its work. Headless twins of the window."""
