"""French words for demo data: people, streets and sectors around Nantes, and what an estate agency writes down.

Phone numbers are in the ranges the regulator keeps for fiction (ARCEP: 06 39 98 xx xx and 02 61 91 xx xx), e-mail
addresses under ``.example`` (RFC 2606). Any likeness to a person is chance.
"""

from __future__ import annotations

WOMEN = (
    "Élodie", "Camille", "Chloé", "Léa", "Manon", "Inès", "Océane", "Anaïs", "Aurélie", "Céline", "Hélène",
    "Maëlle", "Noémie", "Solène", "Gwenaëlle", "Françoise", "Monique", "Geneviève", "Sylvie", "Nathalie",
    "Isabelle", "Véronique", "Béatrice", "Delphine", "Émilie", "Laëtitia", "Amélie", "Clémence", "Zoé",
    "Jeanne", "Margaux", "Fatima", "Aïcha", "Rozenn", "Nolwenn", "Marie-Christine", "Anne-Sophie", "Thérèse",
    "Édith", "Mireille",
)  # fmt: skip
MEN = (
    "Jérôme", "François", "Gaël", "Loïc", "Yann", "Erwan", "Ronan", "Maël", "Théo", "Hugo", "Léo", "Clément",
    "Rémi", "Benoît", "Cédric", "Frédéric", "Stéphane", "Sébastien", "Grégory", "Raphaël", "Mickaël", "Joël",
    "Noël", "André", "René", "Gérard", "Hervé", "Jean-Baptiste", "Jean-François", "Pierre-Yves", "Étienne",
    "Aurélien", "Mathéo", "Karim", "Youssef", "Tanguy", "Malo", "Gildas", "Honoré", "Côme",
)  # fmt: skip
SURNAMES = (
    "Lefèvre", "Le Gall", "Le Goff", "Guérin", "Rousseau", "Moreau", "Bénard", "Lévêque", "Garnier",
    "Chevalier", "Renaud", "Gautier", "Perrin", "Morvan", "Cadiou", "Riou", "Guillou", "Tanguy", "Prigent",
    "Kervella", "Quéméneur", "Évrard", "Chauvin", "Bréhéret", "Pageaud", "Bourdin", "Dupé", "Héraud",
    "Gâtineau", "Maréchal", "Boisseau", "Praud", "Ménard", "Brossard", "Bertaud", "Chéneau", "Olivé", "Rivière",
    "Fontaine", "Mercier", "Da Silva", "Benali", "Nguyen", "Traoré", "Haddad", "D’Aubigné", "L’Hostis",
    "Saint-Martin", "Le Bihan-Roy", "Vasseur", "Joly", "Bonneau", "Guilbaud", "Rabiller", "Pichon", "Baudry",
    "Cormier", "Thébaud", "Lucas", "Petit",
)  # fmt: skip
STREETS = (
    "rue Crébillon", "quai de la Fosse", "rue Paul Bellamy", "boulevard Guist’hau", "rue de Strasbourg",
    "allée Brancas", "rue Joseph Blanchart", "avenue de la Jonelière", "rue des Hauts-Pavés",
    "boulevard de la Prairie-au-Duc", "place Canclaux", "rue du Général Buat", "rue de Coulmiers",
    "chemin de la Censive", "impasse des Camélias", "rue Maurice Terrien", "boulevard Jean XXIII",
    "rue de la Convention", "avenue Camus", "rue Félix Faure", "rue de la Ville-en-Pierre",
    "rue Charles Monselet", "allée des Ifs", "route de Clisson", "rue du Château de Rezé",
)  # fmt: skip
SECTORS = (
    ("Nantes – Talensac", "44000", "Nantes"),
    ("Nantes – Centre-ville", "44000", "Nantes"),
    ("Nantes – Île de Nantes", "44200", "Nantes"),
    ("Nantes – Zola", "44100", "Nantes"),
    ("Nantes – Procé", "44100", "Nantes"),
    ("Nantes – Saint-Félix", "44300", "Nantes"),
    ("Nantes – Doulon", "44300", "Nantes"),
    ("Rezé", "44400", "Rezé"),
    ("Saint-Herblain", "44800", "Saint-Herblain"),
    ("Orvault", "44700", "Orvault"),
    ("Saint-Sébastien-sur-Loire", "44230", "Saint-Sébastien-sur-Loire"),
    ("Vertou", "44120", "Vertou"),
    ("Bouguenais", "44340", "Bouguenais"),
    ("La Chapelle-sur-Erdre", "44240", "La Chapelle-sur-Erdre"),
    ("Carquefou", "44470", "Carquefou"),
    ("Sainte-Luce-sur-Loire", "44980", "Sainte-Luce-sur-Loire"),
)
"""(sector, postal code, city)"""

SOURCES = (
    "SeLoger", "Leboncoin", "Site de l’agence", "Bouche-à-oreille", "Vitrine", "Boîtage", "Logic-Immo", "Google",
    "Recommandation notaire", "Ancien client", "Salon de l’immobilier",
)  # fmt: skip
TAGS = (
    "premier achat", "investisseur", "succession", "divorce", "mutation", "retraite", "exclusif", "vue Loire",
    "jardin", "travaux", "neuf", "colocation",
)  # fmt: skip
JOBS = (
    "Infirmière", "Enseignant", "Ingénieur", "Retraité", "Architecte", "Commerçante", "Cadre de santé", "Développeur",
    "Artisan", "Pharmacienne", "Fonctionnaire", "Chef de projet",
)  # fmt: skip
DESCRIPTIONS = {
    "seller": (
        "Souhaite vendre après une succession, trois héritiers d’accord sur le principe.",
        "Vend pour acheter plus grand ; pas pressé tant que le bien suivant n’est pas trouvé.",
        "Mutation professionnelle en septembre.\nPréfère les visites le samedi matin.",
        "Déjà estimé par un confrère, trouve l’estimation trop basse.",
    ),
    "buyer": (
        "Cherche trois chambres avec un extérieur, école à pied.",
        "Financement validé par la banque, accord de principe joint.",
        "Achat d’une résidence principale, apport de 60 000 €.",
        "Veut un dernier étage avec ascenseur ; pas de rez-de-chaussée.",
    ),
    "landlord": (
        "Met en location un T2 meublé, gestion complète souhaitée.",
        "Locataire en place jusqu’en juin, congé donné.",
    ),
    "tenant": (
        "Dossier complet, garantie Visale.",
        "Colocation à trois, entrée souhaitée au 1er septembre.",
    ),
}
TASKS = (
    ("Rappeler pour fixer l’estimation", "Disponible après 18 h."),
    ("Envoyer l’avis de valeur", "Joindre les trois comparables du quartier."),
    ("Relancer après la visite", "Demander un retour avant vendredi."),
    ("Préparer le mandat", "Mandat exclusif de trois mois."),
    ("Demander les diagnostics", "DPE et amiante manquants."),
    ("Vérifier le plan de financement", "Banque : attente de l’accord."),
)
CALLS = (
    ("Premier appel", "Projet confirmé, rappeler la semaine prochaine."),
    ("Appel de suivi", "Hésite entre deux secteurs."),
    ("Retour de visite", "A aimé la lumière, trouve la cuisine petite."),
)
MEETINGS = (
    ("Estimation sur place", "Prévoir le télémètre et les clés de la cave."),
    ("Visite du bien", "Rendez-vous devant l’immeuble, code 4A17."),
    ("Signature du mandat", "Les deux époux seront présents."),
)
NOTES = (
    "Madame préfère être appelée le matin.",
    "Très attaché au quartier, ne veut pas s’éloigner de la ligne 1.",
    "Attention : ne pas laisser de message au bureau.",
    "Le voisin du dessus vend aussi, à creuser.",
    "Budget revu à la baisse après le rendez-vous à la banque.",
)
COMPANIES = (
    ("SCI {name}", "REAL_ESTATE"),
    ("Étude notariale {name}", "LEGAL_SERVICES"),
    ("Syndic {name} & Associés", "REAL_ESTATE"),
    ("{name} Promotion", "CONSTRUCTION"),
    ("Cabinet {name}", "FINANCIAL_SERVICES"),
)
COLLEAGUES = (
    ("Hélène", "Kermarec", False),
    ("Julien", "Baudouin", False),
    ("Sofia", "Martins", False),
    ("Patrick", "Le Dantec", True),
)
"""First name, last name, whether the person has left."""
