"""The frame around every page: top bar, navigation, message bar, status bar, command palette."""
