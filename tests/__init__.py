"""The tests; they mirror crmdesk/, and ``strictness`` holds what every one of them is measured by."""
