"""How crmdesk looks: tokens of both schemes, and what is made from them."""
