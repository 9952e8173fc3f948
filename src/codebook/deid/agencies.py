"""Agencies and employers: a name of their own before a word such as Society, Shelter or Ltd."""

import re
from collections.abc import Iterator

from codebook.deid.given_names import DEEDS
from codebook.deid.hits import Hit
from codebook.deid.listed import listed
from codebook.deid.reading import Reading, Word
from codebook.deid.words import LITTLE, is_ordinary

# Heads that end the name of a body or a business.
HEADS = listed(
    """
    society shelter centre center house houses inc ltd limited corp llc restaurant collective
    association foundation coalition alliance network services service farms farm ranch orchards
    greenhouse greenhouses nursery motel hotel inn lodge spa salon massage janitorial cleaners cleaning
    roofing construction trucking transport logistics contracting landscaping oilfield drilling catering
    bakery cafe café diner grill pub bar nightclub lounge palace kitchen market foods grocery packers
    counselling outreach drop-in dropin clinic hospital hospice agency institute church mosque temple
    gurdwara parish ministries mission haven haus lodge school college university academy daycare
    staffing recruitment recruiting immigration consulting consultants enterprises industries holdings
    group partners dairy poultry vineyard vineyards winery mushrooms growers cannery sawmill mill resort
    apartments manor towers residence residences village homes place project initiative
    """
)
# Heads whose lower-case use is nearly always general: a name only when capitalised.
GENERAL_HEADS = listed(
    """
    services service network group partners project initiative place village homes houses market school
    college university church mission immigration transport cleaning construction consultants
    recruitment recruiting school agency bar kitchen mill hospital clinic residence residences
    apartments logistics limited cleaners centre center association outreach temple mosque drop-in
    dropin school daycare restaurant hotel motel farm ranch pub mushrooms consulting drilling foods
    massage spa salon institute alliance coalition
    """
)
_CAPITAL_ONLY = listed(
    """
    kitchen market place project initiative homes houses village mission transport school bar services
    service network group partners immigration association hotel farms clinic
    """
)
# Words that make a body a kind of body: a women's shelter is not a name.
SORTS = listed(
    """
    transition safe homeless women women's men's mens womens youth legal community family victim victims
    local treatment addiction addictions health mental care child children's children friendship
    emergency second-stage second stage sexual assault crisis resource resources support social
    settlement immigrant immigrants refugee newcomer newcomers detox recovery drop-in intake police bed
    breakfast big small new old good bad best safer faith-based christian catholic muslim sikh
    non-profit nonprofit national federal provincial government municipal regional rural public private
    specialized general human trafficking anti-trafficking employment temp temporary staffing housing
    rental food law justice court correctional protection welfare intervention prevention counselling
    therapy outreach harm reduction peer client clients survivor survivors victim-services multicultural
    cultural ethnic indigenous aboriginal native metis language english french chinese indian thai
    filipino fast sushi pizza coffee greasy strip night massage nail hair beauty escort open full half
    empty whole entire same other another big-box walk-in trailer mobile nursing retirement group foster
    rooming boarding row town farm chicken dairy mushroom berry fruit vegetable greenhouse work working
    coordination canadian security initial ongoing individual online virtual free paid weekly monthly
    daily secure safer-use frontline front-line front line front-of-house in-house wrap-around
    wraparound interpretation translation childcare day long-term short-term basic core essential direct
    primary medical dental educational training program programs service services assistance information
    referral help helping available existing lack various different several specific appropriate
    adequate professional financial bank customer follow-up followup shelter society agency agencies
    network interagency tri-city city sober unsafe visit check broad based comprehensive specialised
    lodging including current expanding providing finding utilizing among low-barrier overnight warming
    cooling extreme-weather supportive transitional permanent affordable
    """
)
# Bodies so general that they identify nobody.
GENERIC = listed(
    """
    rcmp vpd cbsa ircc mcfd msdpr bc housing ministry service canada health fraser vancouver coastal
    interior island northern alberta services worksafebc worksafe legal aid victim ivac cvap crown
    crown's prosecution counsel police supreme provincial federal court courts department department's
    justice integrated child and family development public safety immigration refugees citizenship
    border agency office combat trafficking in persons octip criminal code act action plan national
    hotline human esdc csis cra icbc wcb phsa un unodc unhcr iom ilo red cross salvation army society
    ymca ywca university employment standards branch labour board settlement program minister advisory
    committee council board temporary foreign worker permit study guide interview dimension section
    question appendix
    """
)
_ACRONYMS = re.compile(r"\b(?-i:[A-Z]{3,6})(?:['\u2019]s)?\b")
_SAINT = re.compile(r"\b(?:st|ste|saint)\.? [a-z]+(?:['\u2019]s)(?:\s[\w-]+)?", re.IGNORECASE)


def _is_generic(word: Word) -> bool:
    bare = word.plain.removesuffix("'s")
    return word.plain in SORTS or bare in SORTS or bare in GENERIC or bare in HEADS


def _lead(reading: Reading, head: int) -> int:
    """Index of the first word of the name that ends at word `head`; `head` itself when there is none."""
    words = reading.words
    capital = words[head].capital and not words[head].shouted
    first = head
    while first and head - first < 4 and (reading.adjacent(first - 1) or _dotted(reading, first - 1)):
        word = words[first - 1]
        joins = capital and word.plain in {"of", "and", "the"} and first > 1 and words[first - 2].named
        little = word.plain in LITTLE or (not capital and word.plain in DEEDS | _SLOTS)
        if not joins and (little or (capital and not word.capital)):
            break
        first -= 1
    while first < head and words[first].plain in LITTLE:
        first += 1
    return first


def _dotted(reading: Reading, index: int) -> bool:
    gap = reading.text[reading.words[index].end : reading.words[index + 1].start]
    return gap in (". ", " & ") and (
        reading.words[index].plain in {"st", "ste", "mr", "dr", "mrs"} or "&" in gap
    )


def _close(reading: Reading, head: int) -> int:
    """Where the name ends that may have more than one head word: Oilfield Services Ltd."""
    while reading.adjacent(head) and reading.words[head + 1].plain in HEADS:
        head += 1
    return reading.words[head].end


_ARTICLES = listed(
    """
    a an the this that any no some her his their our my your every each another one which these those few more
    many other for to such like as
    """
)


def _free(reading: Reading, first: int, head: int) -> bool:
    """Whether a lower-case run reads as a name: no article before it, and not a kind of body."""
    words = reading.words
    before = words[first - 1] if first and reading.adjacent(first - 1) else None
    if before is not None and before.plain in _ARTICLES:
        return False
    return words[head].plain not in GENERAL_HEADS or (
        head - first >= 2 and words[head].plain not in _CAPITAL_ONLY
    )


def agencies(reading: Reading) -> Iterator[Hit]:
    """Names that end in a head word; also Saint So-and-so's and unknown acronyms."""
    words = reading.words
    for head, word in enumerate(words):
        if word.plain.removesuffix("'s") not in HEADS:
            continue
        first = _lead(reading, head)
        own = [part for part in words[first:head] if not _is_generic(part) and part.plain not in LITTLE]
        if not own:
            continue
        # Among ordinary words alone, `service` is too general to end a name.
        if word.plain == "service" and all(is_ordinary(part.plain) for part in own):
            continue
        capital = word.capital and not word.shouted and all(part.capital for part in own)
        strange = any(not is_ordinary(part.plain) for part in own)
        if capital and (not words[first].initial or head - first > 0):
            yield Hit(words[first].start, _close(reading, head), "agency", "mask", "agency-name")
        elif not capital and _free(reading, first, head) and (strange or _slot(reading, first, head)):
            yield Hit(words[first].start, _close(reading, head), "agency", "flag", "agency-words")
    for match in _SAINT.finditer(reading.text):
        yield Hit(match.start(), match.end(), "agency", "mask", "agency-saint")


def _slot(reading: Reading, first: int, head: int) -> bool:
    """Whether a name may stand here: after at, from, a verb of contact or a colon, or before a deed."""
    words = reading.words
    if first and reading.adjacent(first - 1):
        return words[first - 1].plain in _SLOTS
    labelled = first > 0 and ":" in reading.text[words[first - 1].end : words[first].start]
    return labelled or (reading.adjacent(head) and words[head + 1].plain in DEEDS | _MIGHT)


_MIGHT = listed("can will would could may might should is are and referred refers offers offered closed")
_SLOTS = listed("at of from by with via and phoned called worked works left near agency employer mr")


def acronyms(reading: Reading) -> Iterator[Hit]:
    """Capitals that stand for nothing known: an agency's initials, until somebody decides."""
    for word in reading.words:
        bare = word.plain.removesuffix("'s")
        if (
            not word.shouted
            and _ACRONYMS.fullmatch(reading.text, word.start, word.end)
            and not is_ordinary(bare)
            and bare not in GENERIC
        ):
            yield Hit(word.start, word.end, "agency", "flag", "acronym")
