"""Ordinary words: what may stand in a note without being looked at twice."""

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from codebook.deid.listed import listed

# Short forms and terms of this field that a general dictionary lacks.
FIELD = listed(
    """
    acct ahc ahs aka align approx appt apps asap bc biz blog bnb cannot cbsa cell cfs chatline coworker
    coworkers csec csis ctv dm dms dob doc docs dr eg ei elsewhere et etc everybody everyone everything
    ext facebook facetime fasd fb fwd gend gov govt hiv hotline hotlines hr ht htl id ids ie iom ircc
    insta instagram int intake interagency ngo ngos info irpa kijiji lgbtq lgbtqia mcfd mmiwg msp nobody
    octip ok okay onboarding online oovc osc outreach outsider pbr phn phns poc pm ptsd pwd q rcmp re
    refi resume reza roommate roommates sex sextortion sin skype smartphone snapchat somebody someone
    someplace something sms sro sros sti stis tfw tfws tel telegram terms tfwp tiktok tourtiere toque
    tips trafficker traffickers trp trps twitter uber uci un unhcr unodc vac victimize victimized
    victimization visa vpd vs wcb whatsapp webcam website wifi workshop workplace worksafe xtra yo yr
    yrs youtube zoom wellbeing healthcare childcare caregiver caregivers daycare homecare lifeskills
    sexualized racialized marginalized stigmatized commodification decriminalize criminalize
    criminalized retraumatize retraumatized retraumatization intersectional intersectionality wraparound
    lowbarrier transphobia homophobia cisgender nonbinary transgender grooming groomer precarity
    misclassified precarious survivorship lived-experience deportation unaffordability unhoused
    houseless microaggression colonialism settler stakeholder stakeholders ombudsperson indigenous inuit
    metis métis aboriginal b.c. ab alberta's covid naloxone narcan fentanyl meth detox rehab foodbank
    foodbanks caseload caseloads timeline timelines mindset skillset upfront screenshot screenshots
    lockbox paystub paystubs timesheet timesheets workload workloads crosswalk debrief debriefed
    debriefing debriefs fundraise fundraising frontline helpline helplines crisisline texted texting
    sext sexting sexts blackmail blackmailed groomed sexualize marginalize criminalization racialization
    victimhood survivorhood barrierfree drop-ins couchsurf couchsurfing couchsurfed livestream
    livestreamed livestreaming uploaded selfie selfies hashtag meme memes chatroom chatrooms voicemail
    voicemails unfollow unfollowed reposted repost cyberbullying catfish catfished sugar-baby wo ca ain
    shan storytelling storyteller takeaway takeaways checklist checklists handout handouts signage
    backlog backlogs burnout underfunded understaffed underreported underreporting underserved
    overworked overstayed handholding microloan payday gaslit gaslight gaslighting trustworthiness co-op
    co-ops peri misgender misgendered misgendering transphobic homophobic xenophobia islamophobia
    ableism ageism misogyny sexworker sexworkers gps sim sims pdf pdfs url usb vpn ceo cfo hrs mins wks
    mos km kms kg lb lbs sq ft min max avg nos est incl excl imm lmia lmias pnp pgwp sowp mpcp nocs gst
    rrsp cpp tfsa esl lgbt lgbtq+ bipoc edi bpd adhd ocd opioid opioids suboxone methadone naltrexone
    benzo benzos overdosed od'd foodservice agri agrifood roofers greenhouses cannabis vape vaping oxy
    percs crypto bitcoin etransfers mentorship airbnb craigslist backpage leolist onlyfans escort bawdy
    mou mous psych multi socio didnt dont wont cant im ive isnt wasnt w b n u r thru til till tho gonna
    wanna gotta kinda ppl bc's hwy ministry's multicultural anglophone francophone tim's tims walmart
    costco google paypal e-transfer e-transfers etransfer msg msgs pic pics convo deets legit lol
    waitlist waitlists waitlisted waitlisting runaround app oneself ought unmet résumé résumés
    judgemental trans genderqueer complicit worksite worksites bunkhouse bunkhouses psychosocial toolkit
    toolkits versus cdn elig sugg dk org orgs iccrl icclr slgbtq amid amidst amongst albeit whilst
    notwithstanding alongside unlike despite regarding concerning underneath spot-check childminder
    carpool carpooled ridehail rideshare backstory mindful mindfulness burner airtag prepaid reloadable
    undocumented unstated unpaid unaccompanied outmigration queer asexual intersex pansexual
    neurodivergent nonverbal lockdown lockdowns rehomed relocations respondents interviewee interviewees
    respondent transcriptionist bilingual multilingual hangout hangouts cleanup setup startup startups
    makeover payout payouts paycheque paycheques paycheck cheque cheques chequing dropdown login logins
    wiretap wiretaps condo condos strata basement-suite laundromat hostel hostels dorm dorms snapchats
    texter reno renos micromanage hairdresser nailbar pre-paid offload offsite onsite email-list inbox
    signups signup newsfeed reassess reassessed reconnect reconnected revisit revisited rephrase
    rephrased rewatch reread unblock unblocked unsafe unseen untrained unvetted upskill upskilling
    victim-blaming wellness woman-led women-led youth-led peer-led survivor-led survivor-centred
    survivor-centered client-centred
    """
)

# Words that never begin, end or stand for a name.
LITTLE = listed(
    """
    later soon earlier today tonight yesterday tomorrow finally eventually afterwards meanwhile recently
    usually apparently currently initially previously a about above after again against all also
    although always am an and any anybody anyone anything are around as at away back be became because
    become been before behind being below beside besides between both but by can could did do does doing
    done down during each either else enough ever every few first for from further get gets give go had
    has have having he hence her here hers herself him himself his how however i if in indeed into is it
    its itself just last least less made make many may maybe me might mine more most much must my myself
    near neither never next no none nor not nothing now nowhere of off often on once one only onto or
    other others our ours ourselves out over own per perhaps please quite rather really same see seem
    seemed several she should since so some sometimes somewhere still such take than that the their
    theirs them themselves then there therefore these they this those though through throughout thus to
    together too toward towards two three four five six seven eight nine ten twelve twenty thirty forty
    fifty sixty under until up upon us use used various very via was we well were what whatever when
    whenever where whereas wherever whether which while who whoever whole whom whose why with within
    without would yet you your yours yourself yourselves yes
    """
)

_PREFIXES = re.compile(
    r"(?:un|re|non|mis|anti|inter|counter|over|under|pre|post|sub|multi|micro|cyber|self|co|de)"
    r"-?(?=\w{4})"
)
_ENDINGS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("men", "man"), ("ed", ""), ("ed", "e"), ("ied", "y"),
    ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ly", ""),
    ("ness", ""), ("less", ""), ("ful", ""), ("ise", "ize"), ("ised", "ize"), ("ising", "ize"),
    ("isation", "ization"), ("able", ""), ("iness", "y"), ("ily", "y"), ("ier", "y"), ("iest", "y"),
    ("ers", ""), ("ers", "e"),
)  # fmt: skip
# These make new words of long ones only: Jamal is not jam and al.
_DERIVED = (
    ("al", ""), ("ation", "e"), ("ations", "e"), ("ment", ""), ("ments", ""), ("ship", ""), ("hood", ""),
    ("ity", "e"), ("ity", ""), ("ism", ""), ("ist", ""), ("ists", ""), ("ize", ""), ("ized", ""),
    ("izing", ""), ("ization", ""), ("ally", ""), ("ally", "al"), ("ability", "able"), ("wise", ""),
)  # fmt: skip


@cache
def dictionary() -> frozenset[str]:
    """The lower-case words of WordNet, and those of this field; reading them costs 30 ms once."""
    packed = files(__package__).joinpath("ordinary.txt.gz").read_bytes()
    return FIELD | LITTLE | frozenset(gzip.decompress(packed).decode("utf-8").split("\n"))


def _inflected(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    for ending, stem in _ENDINGS:
        if word.endswith(ending):
            base = word[: -len(ending)] + stem
            # Doubled consonants: stopped, running.
            if len(base) > 2 and (base in words or (base[-1] == base[-2:-1] and base[:-1] in words)):
                return True
    return any(
        word.endswith(ending) and len(word) > len(ending) + 4 and word[: -len(ending)] + stem in words
        for ending, stem in _DERIVED
    )


@lru_cache(maxsize=1 << 15)
def is_ordinary(word: str) -> bool:
    """Whether a lower-case word, or each part of a compound, is in the dictionary in some form."""
    words = dictionary()
    plain = re.sub(r"(?:'(?:s|d|m|ll|re|ve|t)|n't|')$", "", word.replace("\u2019", "'")).strip("'")
    if not plain or _inflected(plain, words):
        return True
    if "-" in plain or "'" in plain:
        parts = [part for part in re.split(r"[-']", plain) if part]
        return all(len(part) > 1 and is_ordinary(part) for part in parts)
    prefix = _PREFIXES.match(plain)
    return bool(prefix and _inflected(plain[prefix.end() :], words))
