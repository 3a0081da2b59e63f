"""The words for industries: vendors keep codes (``LEGAL_SERVICES``), which nobody says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

_INDUSTRIES = {
    "ACCOUNTING": QT_TRANSLATE_NOOP("Industry", "Accounting"),
    "ARCHITECTURE_PLANNING": QT_TRANSLATE_NOOP("Industry", "Architecture and planning"),
    "AUTOMOTIVE": QT_TRANSLATE_NOOP("Industry", "Automotive"),
    "BANKING": QT_TRANSLATE_NOOP("Industry", "Banking"),
    "BUILDING_MATERIALS": QT_TRANSLATE_NOOP("Industry", "Building materials"),
    "CIVIL_ENGINEERING": QT_TRANSLATE_NOOP("Industry", "Civil engineering"),
    "COMMERCIAL_REAL_ESTATE": QT_TRANSLATE_NOOP("Industry", "Commercial real estate"),
    "COMPUTER_SOFTWARE": QT_TRANSLATE_NOOP("Industry", "Software"),
    "CONSTRUCTION": QT_TRANSLATE_NOOP("Industry", "Construction"),
    "CONSUMER_SERVICES": QT_TRANSLATE_NOOP("Industry", "Consumer services"),
    "DESIGN": QT_TRANSLATE_NOOP("Industry", "Design"),
    "EDUCATION_MANAGEMENT": QT_TRANSLATE_NOOP("Industry", "Education"),
    "FACILITIES_SERVICES": QT_TRANSLATE_NOOP("Industry", "Facilities services"),
    "FARMING": QT_TRANSLATE_NOOP("Industry", "Agriculture"),
    "FINANCIAL_SERVICES": QT_TRANSLATE_NOOP("Industry", "Financial services"),
    "GOVERNMENT_ADMINISTRATION": QT_TRANSLATE_NOOP("Industry", "Government"),
    "HOSPITAL_HEALTH_CARE": QT_TRANSLATE_NOOP("Industry", "Health care"),
    "HOSPITALITY": QT_TRANSLATE_NOOP("Industry", "Hospitality"),
    "INFORMATION_TECHNOLOGY_AND_SERVICES": QT_TRANSLATE_NOOP("Industry", "Information technology"),
    "INSURANCE": QT_TRANSLATE_NOOP("Industry", "Insurance"),
    "INVESTMENT_MANAGEMENT": QT_TRANSLATE_NOOP("Industry", "Investment management"),
    "LAW_PRACTICE": QT_TRANSLATE_NOOP("Industry", "Law practice"),
    "LEGAL_SERVICES": QT_TRANSLATE_NOOP("Industry", "Legal services"),
    "MANAGEMENT_CONSULTING": QT_TRANSLATE_NOOP("Industry", "Consulting"),
    "MARKETING_AND_ADVERTISING": QT_TRANSLATE_NOOP("Industry", "Marketing and advertising"),
    "NON_PROFIT_ORGANIZATION_MANAGEMENT": QT_TRANSLATE_NOOP("Industry", "Non-profit organisation"),
    "REAL_ESTATE": QT_TRANSLATE_NOOP("Industry", "Real estate"),
    "RESTAURANTS": QT_TRANSLATE_NOOP("Industry", "Restaurants"),
    "RETAIL": QT_TRANSLATE_NOOP("Industry", "Retail"),
    "TELECOMMUNICATIONS": QT_TRANSLATE_NOOP("Industry", "Telecommunications"),
    "TRANSPORTATION_TRUCKING_RAILROAD": QT_TRANSLATE_NOOP("Industry", "Transport"),
    "WHOLESALE": QT_TRANSLATE_NOOP("Industry", "Wholesale"),
}
"""Codes in the form of HubSpot's ``industry`` (upper snake). One that no account has is never met, and does no harm."""


def industry_label(value: str) -> str:
    """The word for an industry in the language of the window; what is no known code is its own word."""
    source = _INDUSTRIES.get(value)
    return QCoreApplication.translate("Industry", source) if source else value
