"""Topics of interviews about support and exploitation: words that speak of the same thing."""

from codebook.model.words import stem, words

TOPICS = {
    "agencies": (
        "agency organization partner partnership coalition network collaborate coordinate cooperate"
    ),
    "belief": "believe disbelieve seriously credible dismissed ignored laughed heard listen hear",
    "care": "care caring kind friend friendship accompany corner lonely belong love wonderful grateful",
    "choice": "choice choose decide decision autonomy own empower client pace goal freedom boundaries",
    "control": (
        "control manipulate force coerce dependent isolated locked watched pressure exploit pimp trafficker"
    ),
    "court": (
        "court judge trial prosecutor crown testify witness verdict hearing justice sentence charge convict"
    ),
    "doctrine": (
        "faith religious moral moralistic ideology philosophy belief stance perspective church prayer"
    ),
    "drugs": (
        "drug addiction addict substance detox rehab sober alcohol drinking opioid overdose relapse using"
    ),
    "duration": "longer long short weeks months years continuity ended session programs",
    "family": "family mother father parent daughter son relative sister brother custody",
    "fear": (
        "fear afraid scared frightened terrified intimidated worried anxious danger retaliation threat "
        "revenge"
    ),
    "gang": "gang crime crew organised organized weapons",
    "health": "health doctor hospital medical clinic nurse dentist injury sick physical",
    "hours": "evening weekend night hours closed open midnight",
    "housing": ("housing house home shelter apartment accommodation rent bed room roof homeless lease stay"),
    "inspection": "inspect inspection inspector spot check unannounced enforce",
    "judging": (
        "judged judgement stigma stigmatize prejudice discriminate label rude blame racism marginalised"
    ),
    "lack": (
        "lack no not few little none nothing never missing shortage gap insufficient limited unavailable"
    ),
    "language": "language english interpreter translate translation speak read written",
    "law": "lawyer legal rights law attorney counsel advocate representation",
    "luring": (
        "recruit recruiter lured promised groomed grooming deceived tricked boyfriend agency consultant agent"
    ),
    "migration": (
        "immigration immigrant migrant refugee visa permit status papers deport citizenship newcomer"
    ),
    "mind": (
        "counselling counsellor therapy psychologist depression anxiety trauma mental medication diagnosis"
    ),
    "money": (
        "money cost pay paid fund budget financial income welfare cheque afford expensive cash grant poverty"
    ),
    "online": "online internet app phone computer website social media digital technology",
    "outreach": "outreach reach contact meet street visit engage connect relationship approach message",
    "police": (
        "police officer constable detective sergeant detachment dispatcher law enforcement authorities"
    ),
    "praise": "satisfied helped thankful grateful amazing saved praise happy good",
    "prevention": "prevent prevention root cause early risk vulnerable vulnerability",
    "proposal": "should must ought recommend suggest need wish hope",
    "public": "public awareness campaign media society people neighbours educate",
    "referral": "refer referral handover pathway",
    "region": "area region rural remote north northern town community province",
    "reporting": "report complain complaint statement tell told disclose call open",
    "rules": (
        "eligible eligibility criteria condition requirement qualify refused rule policy exclude barred"
    ),
    "safety": "safe protect protection secure danger hide",
    "sex trade": "sex industry escort prostitute prostitution trade exit",
    "shame": "shame ashamed embarrassed guilt guilty dirty secret hide worthless esteem blame fault",
    "standards": ("standard accreditation audit certify certification evaluate qualified quality guideline"),
    "training": "train teach course learn workshop knowledge skills education educate",
    "travel": "bus transport transportation ride car travel ticket fare distance drive",
    "trust": "trust distrust mistrust suspicious wary betrayed confidence doubt",
    "violence": "violence violent beat hit abuse mistreated rape kill hurt",
    "wages": "wage salary debt owe loan fee overtime deduct charge",
    "waiting": "wait waitlist list queue weeks months delay slow late timely length speed",
    "work": "worker job employment employer boss farm labour workplace season",
    "wording": "victim word term label define identify describe recognize realise",
    "youth": "child children kid youth teen girl boy minor young school",
}


def topics_by_stem() -> dict[str, tuple[str, ...]]:
    """The topics that a stem speaks of."""
    found: dict[str, dict[str, None]] = {}
    for topic, told in TOPICS.items():
        for word in words(told):
            found.setdefault(stem(word), {})[topic] = None
    return {word: tuple(topics) for word, topics in found.items()}
