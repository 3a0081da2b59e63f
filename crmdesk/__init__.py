"""crmdesk: an offline-first CRM desk for estate agencies."""

__version__ = "0.1.0"
