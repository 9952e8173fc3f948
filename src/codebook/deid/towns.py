"""Places that narrow down who somebody is, by region, and places that do not."""

from codebook.deid.listed import listed

# Western Canadian towns and city neighbourhoods under the region a placeholder shows. Public geography.
REGIONS: dict[str, str] = {
    "northern BC": """
        prince george|prince rupert|terrace|kitimat|smithers|burns lake|vanderhoof|fort st. james
        fort st james|fort st. john|fort st john|dawson creek|fort nelson|quesnel|mackenzie|houston
        hazelton|new hazelton|fraser lake|chetwynd|tumbler ridge|hudson's hope|hudsons hope|mcbride
        valemount|telkwa|granisle|stewart bc|dease lake|atlin|port edward|masset|queen charlotte
        skidegate|taylor bc|pouce coupe|bear lake|fort ware|haida gwaii|kitwanga|gitanmaax|moricetown
        witset|nass valley|bulkley valley|robson valley|peace region""",
    "central BC": """
        williams lake|100 mile house|one hundred mile house|lillooet|ashcroft|cache creek|clinton bc
        bella coola|bella bella|anahim lake|lytton|horsefly|barkerville|wells bc|alexis creek|cariboo
        chilcotin""",
    "Thompson": """
        kamloops|merritt|chase bc|barriere|clearwater|logan lake|savona|sun peaks|nicola valley""",
    "Okanagan": """
        kelowna|west kelowna|penticton|vernon|salmon arm|summerland|peachland|oliver bc|osoyoos|keremeos
        princeton|armstrong bc|enderby|lumby|lake country|westbank|naramata|coldstream|sicamous
        similkameen|oyama|okanagan falls""",
    "the Kootenays": """
        nelson|trail|castlegar|cranbrook|kimberley|fernie|sparwood|elkford|invermere|golden|field
        revelstoke|nakusp|rossland|creston|grand forks|radium|radium hot springs|kaslo|new denver|salmo
        fruitvale|slocan|greenwood|midway|elk valley|columbia valley""",
    "Vancouver Island": """
        nanaimo|courtenay|comox|campbell river|port alberni|duncan|parksville|qualicum|qualicum beach
        ladysmith|sooke|langford|colwood|esquimalt|saanich|oak bay|sidney|tofino|ucluelet|port hardy
        port mcneill|gold river|tahsis|lake cowichan|chemainus|mill bay|cumberland|salt spring
        salt spring island|gabriola|cowichan|cowichan valley|comox valley|metchosin|alert bay|sayward
        zeballos|port alice|cobble hill|view royal|brentwood bay|sooke harbour""",
    "southwest BC": """
        whistler|squamish|pemberton|powell river|gibsons|sechelt|sunshine coast|bowen island|lions bay
        hope|agassiz|harrison hot springs|chilliwack|abbotsford|mission|langley|aldergrove|maple ridge
        pitt meadows|white rock|tsawwassen|ladner|delta|port coquitlam|port moody|coquitlam
        new westminster|new west|north vancouver|west vancouver|north van|west van
        sea to sky""",
    "a city neighbourhood": """
        dtes|downtown eastside|strathcona|grandview|grandview-woodland|commercial drive|mount pleasant
        kitsilano|kerrisdale|marpole|gastown|chinatown|yaletown|killarney|renfrew|dunbar|whalley|newton
        guildford|fleetwood|cloverdale|clayton heights|metrotown|edmonds|lougheed|steveston|brentwood
        bowness|forest lawn|beltline|marlborough|rundle|falconridge|taradale|saddle ridge|sunnyside
        kensington|inglewood|bridgeland|dover|ogden|mill woods|millwoods|mccauley|boyle street
        oliver square|whyte avenue|strathearn|abbottsfield|north edmonton|clareview|castle downs
        jane and finch|scarborough|parkdale|regent park|north end|james bay|fernwood|rutland
        brocklehurst|hastings-sunrise|east van|stanley park""",
    "northern Alberta": """
        grande prairie|fort mcmurray|peace river|high level|slave lake|high prairie|whitecourt|hinton
        edson|jasper|grande cache|fox creek|valleyview|fairview|beaverlodge|lac la biche|cold lake
        bonnyville|st. paul|athabasca|barrhead|westlock|fort vermilion|manning|mclennan|falher|wabasca
        fort chipewyan|swan hills|grimshaw|boyle|rainbow lake|la crete|elk point|smoky lake|wood buffalo""",
    "central Alberta": """
        red deer|lacombe|ponoka|wetaskiwin|camrose|stettler|olds|sylvan lake|innisfail
        rocky mountain house|drayton valley|leduc|lloydminster|vermilion|wainwright|vegreville
        spruce grove|stony plain|st. albert|sherwood park|fort saskatchewan|devon|beaumont|morinville
        blackfalds|didsbury|sundre|rimbey|maskwacis|hobbema|viking|tofield|drumheller|three hills
        strathcona county|provost|hardisty|kindersley|coronation|hanna|castor|penhold|eckville|bashaw
        daysland""",
    "southern Alberta": """
        lethbridge|medicine hat|brooks|high river|okotoks|airdrie|cochrane|canmore|banff|strathmore
        taber|cardston|pincher creek|fort macleod|claresholm|nanton|vulcan|coaldale|raymond|magrath
        bow island|crowsnest pass|blairmore|coleman|turner valley|black diamond|chestermere|siksika
        stand off|standoff|brocket|morley|milk river|picture butte|bassano|redcliff|lake louise
        bow valley|langdon|crossfield|vauxhall|foremost|stavely|exshaw""",
    "Saskatchewan": """
        prince albert|moose jaw|north battleford|yorkton|swift current|estevan|weyburn|la ronge|melfort
        humboldt|meadow lake|regina beach|la loche|nipawin|kamsack|maple creek|martensville|warman""",
    "Manitoba": """
        brandon mb|thompson mb|steinkirchen|steinbach|portage la prairie|selkirk|the pas|flin flon
        dauphin|morden|winkler|churchill|norway house|cross lake""",
    "Ontario": """
        thunder bay|sudbury|sault ste. marie|sault ste marie|timmins|kenora|kingston|barrie|guelph
        peterborough|belleville|cornwall|sarnia|brantford|leamington|niagara falls|st. catharines
        brampton|mississauga|markham|scarborough|oshawa|ajax|orillia|north bay|sioux lookout|dryden""",
    "Quebec": """
        trois-rivières|trois-rivieres|sherbrooke|gatineau|saguenay|drummondville|granby|rimouski
        val-d'or|sept-îles|laval|longueuil|saint-jérôme|chicoutimi|rouyn-noranda""",
    "Atlantic Canada": """
        moncton|fredericton|saint john|bathurst|charlottetown|summerside|sydney mines|truro|new glasgow
        amherst|corner brook|gander|happy valley-goose bay|bridgewater|yarmouth""",
    "the North": """
        whitehorse|yellowknife|iqaluit|inuvik|hay river|fort smith|dawson city|watson lake|fort simpson
        rankin inlet|norman wells|fort providence|haines junction|carmacks|tuktoyaktuk""",
}

# Places far away tell where somebody comes from: covered, without a region.
ABROAD = """
        lagos|abuja|benin city|onitsha|ibadan|kano|accra|nairobi|addis ababa|asmara|kampala|kigali
        mombasa|dar es salaam|ludhiana|bathinda|amritsar|jalandhar|patiala|chandigarh|moga|delhi
        new delhi|mumbai|hyderabad|chennai|kolkata|ahmedabad|lahore|karachi|islamabad|dhaka|sylhet
        kathmandu|colombo|manila|cebu|davao|quezon city|iloilo|batangas|pampanga|baguio|hanoi
        ho chi minh city|saigon|da nang|hai phong|bangkok|chiang mai|phnom penh|yangon|jakarta
        kuala lumpur|beijing|shanghai|guangzhou|shenzhen|fujian|fuzhou|hong kong|taipei|seoul|busan
        tokyo|osaka|kyiv|kiev|kharkiv|lviv|odesa|odessa|moscow|minsk|warsaw|krakow|bucharest|cluj|iasi
        chisinau|sofia|budapest|belgrade|tirana|istanbul|ankara|damascus|aleppo|beirut|amman|baghdad
        tehran|kabul|cairo|tunis|casablanca|rabat|london|paris|marseille|berlin|madrid|rome|lisbon
        mexico city|guadalajara|tijuana|monterrey|puebla|oaxaca|juarez|guatemala city|san salvador
        tegucigalpa|san pedro sula|managua|bogota|bogotá|medellin|medellín|cali|caracas|quito|guayaquil
        lima|la paz|santiago|buenos aires|sao paulo|kingston jamaica|port-au-prince|santo domingo|havana
        seattle|bellingham|blaine|spokane|portland|las vegas|los angeles|san francisco|new york|chicago
        houston texas|miami|dubai|abu dhabi|doha|riyadh|jeddah|kuwait city|muscat|macau|harare|lusaka
        dakar|kinshasa|bamako|douala|yaounde"""

# Ordinary words or given names too: a town only after a word of place.
DOUBTFUL = listed(
    """
    terrace houston mackenzie chase vernon golden field trail nelson hope mission delta duncan sidney
    langley summerland princeton clearwater fernie midway greenwood edson jasper olds devon manning
    fairview boyle viking brooks vulcan raymond hanna castor provost taylor newton guildford fleetwood
    cloverdale edmonds dover ogden grandview killarney renfrew dunbar strathcona kensington morley
    coleman taber stewart kimberley clayton lima cali rome sofia santiago london paris portland beaumont
    coronation brocket blaine armstrong oliver merritt chinatown churchill selkirk cornwall kingston
    markham ajax bathurst amherst foremost standoff rutland fernwood coldstream cumberland james
    sunnyside brentwood the-pas delhi moga iloilo vermilion
    """
)

LARGE = listed(
    """
    vancouver victoria surrey burnaby richmond calgary edmonton saskatoon regina winnipeg toronto ottawa
    montreal montréal hamilton halifax kitchener greater metro quebec city lower mainland
    """
)

PROVINCES = listed(
    """
    british columbia alberta saskatchewan manitoba ontario quebec québec new brunswick nova scotia
    newfoundland labrador yukon nunavut northwest territories prince edward island canada bc b.c ab sk
    mb pei nwt vancouver okanagan lower mainland interior north west east south northern southern
    western eastern central prairies maritimes atlantic kootenays kootenay america united states alta
    sask man ont que
    """
)

COUNTRIES = listed(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahamas bahrain
    bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil bulgaria
    burkina faso burundi cambodia cameroon chad chile china colombia congo costa rica croatia cuba
    cyprus czechia denmark djibouti dominican republic ecuador egypt el salvador eritrea estonia
    eswatini ethiopia fiji finland france gabon gambia georgia germany ghana greece grenada guatemala
    guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel italy jamaica
    japan jordan kazakhstan kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon lesotho liberia
    libya lithuania luxembourg madagascar malawi malaysia mali malta mauritania mauritius mexico moldova
    mongolia montenegro morocco mozambique myanmar burma namibia nepal netherlands holland zealand
    nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines poland
    portugal qatar romania russia rwanda samoa saudi arabia senegal serbia sierra leone singapore
    slovakia slovenia somalia africa spain sri lanka sudan suriname sweden switzerland syria taiwan
    tajikistan tanzania thailand togo tonga trinidad tobago tunisia turkey turkmenistan uganda ukraine
    uae emirates uk england scotland wales britain usa us u.s uruguay uzbekistan venezuela vietnam yemen
    zambia zimbabwe asia europe tibet punjab caribbean
    """
)

# Peoples, languages and religions, which the model sometimes takes for names.
PEOPLES = listed(
    """
    afghan african albanian algerian american amharic arab arabic armenian asian australian bangladeshi
    bengali black brazilian british buddhist bulgarian burmese cambodian cameroonian canadian cantonese
    caribbean catholic chilean chinese christian colombian congolese cree creole cuban czech danish dari
    dene dutch egyptian english eritrean ethiopian european fijian filipina filipino finnish french
    german ghanaian greek guatemalan gujarati haitian hausa hebrew hindi hindu honduran hungarian igbo
    indian indigenous indonesian inuit iranian iraqi irish islam islamic italian jamaican japanese
    jewish kenyan korean kurdish lao latina latino latvian lebanese lithuanian malay malaysian mandarin
    mayan mennonite mexican moldovan mongolian moroccan muslim nepalese nepali nigerian norwegian ojibwe
    orthodox pakistani palestinian persian peruvian pinay pinoy polish portuguese protestant punjabi
    quebecois roma romanian russian rwandan salvadoran scottish serbian sikh sinhala slovak somali
    spanish sudanese swahili swedish swiss syrian tagalog taiwanese tamil thai tibetan tigrinya turkish
    twi ugandan ukrainian urdu uyghur venezuelan vietnamese white yoruba zimbabwean
    """
)

# First Nations whose own names no dictionary holds; public names.
NATIONS = """
    wet'suwet'en|esk'etemc|tsilhqot'in|secwepemc|nlaka'pamux|nuxalk|heiltsuk|haisla|gitxsan|nisga'a
    tsimshian|haida|tahltan|kaska|dakelh|sekani|tsuut'ina|siksika|kainai|piikani|stoney nakoda|nakoda
    dene tha'|beaver first nation|stó:lō|sto:lo|stolo|musqueam|squamish nation|tsleil-waututh|kwantlen
    katzie|kwakwaka'wakw|nuu-chah-nulth|snuneymuxw|songhees|ktunaxa|syilx|st'at'imc|lil'wat
    sechelt nation|tla'amin|homalco|ahousaht|saddle lake|sucker creek|bigstone|maskwacis|samson cree
    ermineskin|enoch cree|mikisew|onion lake|kehewin|tsawout|penelakut|lheidli t'enneh|nak'azdli
    saik'uz|stellat'en|nadleh whut'en|mcleod lake|blueberry river|doig river|halfway river
    fort nelson first nation
"""
