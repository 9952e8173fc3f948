"""Names a note may hold: first names, names that are also words, and the titles that announce them."""

from codebook.deid.listed import listed

# Written for this package from common knowledge of who lives and works in western Canada.
GIVEN = listed(
    """
    aaliyah aaron abby abdul abdullah abigail adam adele adrian adriana agnes agnieszka ahmad ahmed
    aidan aileen aisha alan alana albert alberto alejandra alejandro alex alexa alexander alexandra
    alexei alexis alfred ali alice alicia alina alison allan allison alma alyssa amal amanda amandeep
    amarjit amelia amin amina amir amit amrit amy ana anastasia andre andrea andreea andrei andrew
    andriy andy angela angelica angelina angelo angie anh anil anita anjali ann anna anne annette annie
    anthony antoine anton antonio anya araceli ariana arjun arlene armando arnel arthur aryan asha
    ashleigh ashley ashok astrid aubrey audrey augustine aurora ava avery ayesha balbir baljeet
    baljinder baljit balli barbara barry bashir beatrice beatriz becky bella ben benjamin bernadette
    bernard bernice beth bethany betty beverly bianca bich bogdan bonnie boris bradley brandon brenda
    brendan brent brett brian brianna bridget brittany bronwyn bruce bryan caitlin calvin cameron
    camille candace cara carina carl carla carlos carmen carole caroline carolyn carrie carter casey
    cassandra cassie catalina catherine cathy cecile cecilia celia chantal chantale chantelle charlene
    charles charlie charlotte chelsea cheryl chinedu chinwe chioma chloe chris christina christine
    christopher chukwu cindy claire clara clarence clarissa claudia clayton clifford clint clinton cody
    colin colleen connie connor conrad corazon corey corinne cory courtney craig cristina curtis cynthia
    dakota dalisay daljit damian dan dana daniel daniela danielle danny daria darlene darrell darren
    darryl dave david davinder dawit deanna deb debbie deborah deepak delia denis denise dennis derek
    desiree devon diana diane diego dimitri dina dinh dmitri dmytro dodong dolores dominic donald donna
    doreen doris dorothy doug douglas duc duncan dustin dwayne dwight dylan eddie edgar edith edmund
    eduardo edward edwin edwina eileen elaine eleanor elena eli elias elijah elisa elisabeth elizabeth
    ella ellen elmer eloise elsa elsie emeka emil emilia emilie emily emma emmanuel enrique eric erica
    erik erika erin ernest ernesto esmeralda esperanza esteban estela esther ethan etienne eugene eunice
    eva evan evelyn ezekiel fabiola farah fatima fatou felicia felipe felix fernanda fernando fiona flor
    florence floyd folake fran frances francesca francine francis francisco francois fred freda
    frederick freya gabriel gabriela gabrielle gail gareth gary gavin genevieve geoff geoffrey george
    georgina gerald geraldine gerard getachew ghislain gina gisele giselle glenda glenn gloria gopi gord
    gordon graham greg gregory greta gretchen guillermo gurdeep gurjit gurleen gurpreet gurvinder
    gustavo gwen gwendolyn habiba hailey hakim haley halyna hamid hana hannah hardeep harjinder harjit
    harminder harold haroon harpreet harriet harrison harry harvey hasan hassan hayley hector heidi
    helen helena helene henry herbert herman hieu hoang hong howard hugh hugo huong hussein ian ibrahim
    igor imelda imran inderjit ines inga ingrid irene irina irma isaac isabel isabella isabelle isaiah
    ismail ivan ivana jackie jackson jacob jacqueline jacques jaime jake jamal james jamie jana jane
    janelle janet janice jared jasbir jasmeet jasmin jason jasper jaspreet jaswinder javier jazmin
    jazmín jeanette jeff jeffrey jen jenna jennifer jennilyn jenny jeremy jerome jerry jess jesse
    jessica jill jillian jim jimmy jo joan joanna joanne jocelyn jodi jody joe joel johanna johannes
    john johnny jolene jonah jonathan jorge jose josefina joseph josephine josh joshua josie joyce juan
    juana juanita judith judy julia julian juliana julie juliet julio justin justine kailey kaitlyn
    kamal kamala kamaldeep karam karen karin karina karl karla kate katelyn katerina katharine katherine
    kathleen kathryn kathy katie katrina kayla keisha keith kelly kelsey ken kendra kenneth kerry kevin
    khadija khalid kiara kim kimberly kiran kirandeep kiranjot kirsten kofi kris krista kristen kristin
    kristina kuldeep kulwinder kwame kyla kyle lakshmi lana larissa larry laszlo laura lauren laurie
    lawrence leah leanne leila leilani lena leo leon leonard leonardo leroy leslie leticia lewis liam
    liang lidia liezel lila lilia lillian linda lindsay ling linh lisa lise liz liza lloyd lois lola
    loretta lori lorna lorraine louis louise lourdes luc luca lucas lucia luciana lucie lucille lucy
    luis luisa luke lupe lupita luz lydia lyle lyn lynda lynn lynne mabel mackenzie madeleine madeline
    magdalena maggie mai maisie malcolm malik mandeep manjit manpreet manuel marc marcel marcela marcia
    marco marcos marcus margaret margo maria mariam marian mariana marianne maribel maricel marie marika
    marilyn mario marion marisol marissa marites marivic marjorie marlene marlon marsha martha martin
    martina marvin mary maryam mateo mathieu matt matthew maureen maurice maxime megan meghan mehdi mei
    meifang melanie melinda melissa melvin mercedes meredith merle mia michael michaela micheal michel
    michele michelle miguel mihai mikael mikhail mila milan mildred min-seo minh miranda miriam misha
    mitchell mohamed mohammad mohammed moira molly mona monica monique morgan moses muhammad murray
    mustafa myra myrna nabil nadia nadine nancy naomi naresh nasreen natalia natalie natasha nathan
    nathaniel navdeep navjot neelam neil nelson ngoc nguyen nicholas nicole nikita nikki nikolai nils
    nina noah noel noelle noemi nora noreen norma norman nuria oksana oleg oleksandr olena olga oliver
    olivia omar osaretin oscar otto owen pablo paige pam pamela paola parminder parvin patrice patricia
    patrick paul paula paulette pauline pavel pedro peggy penelope percy perla peter petra phil philip
    philippe phillip phuong phyllis pierre pilar piotr polly prabhjot pradeep preeti priscilla priya
    quang quinn rachel rafael rahul raj rajesh rajinder rajiv ralph ramandeep ramon ramona randall randy
    ranjit raphael rashid raul raymond rebecca reggie rekha remedios rena renata rene renee rhonda
    ricardo richard rick ricky rita robbie robert roberta roberto robyn rochelle roderick rodney rodrigo
    rogelio roger roland romeo ron ronald ronnie rosa rosalie rosalinda rosanne rosario roshni roslyn
    ross rowena roxanne roy rupinder russ russell ruth ryan sabrina sadie saeed sal salim sally salma
    salvador sam samantha samir samuel sandeep sandra sanjay sara sarah sarbjit sasha satinder saul
    scott sean sebastian selam selena serena serge sergei sergio seth shane shania shannon sharon shauna
    shawn sheena sheila shelby sheldon shelley sheri sherry shirley shreya sidney silvia simon simone
    simran sofia sonia sonja sonya sophia sophie stacey stacy stan stanley stefan stella steph stephan
    stephanie stephen steve steven stewart stuart suresh surinder susan susana susie suzanne svetlana
    sylvia sylvie tabitha talia tamara tammy tania tanya tara taras tariq tasha tatiana taylor ted
    teresa terrance terrence terri terry tess tessa thanh theo theodore theresa thi thomas thuy tiffany
    tigist tim timothy tina tobias todd tom tomas tommy toni tony tonya tracey tracy travis trevor
    tricia trish trisha trudy tuan tyler tyrone uche ursula valentina valerie vanessa vasyl vera vernon
    veronica vicki vicky victor vijay vikram viktor viktoria vince vincent violeta vivian vlad vladimir
    volodymyr vu wade wanda warren wayne weidong wendy wesley wilfred wilma winnie winston xavier ximena
    xiuying yan yasmin yolanda yosef yuki yulia yusuf yvette yvonne zach zachary zahra zainab zara
    zeynep zoe zoya bob jack jade dolly robin rosemary teddy jay pearl ruby ivy lily daisy hazel mike
    jasmine carol heather marina kat goldie ebony virginia iris madison savannah luna carolina frank
    earl
    """
)

# Names and nicknames that are ordinary words: only their place in the sentence tells.
WORD_NAMES = listed(
    """
    ace al amber angel april art ash aster autumn baby basil bear beau belle biggie bill blaze bliss
    blue bones boo boss brandy breezy brook brooke buck bud buddy bull bunny butch candy cash chad
    chance charity chase chastity cherry chico chip christian chuck cinnamon clay cliff coco coke cookie
    crystal dale dawn dean destiny deuce diamond dice dick drew duke dung dusty faith fern flame flash
    flora forest fraser gale gem gene georgia ghost ginger glory gold grace grant guy happy harmony
    heath heaven holly honey honour hope hunter ice jan jean jesus jet jewel jordan joy june junior juno
    justice kid king kit kitty lacy lady lan lance lark laurel lavender lee lilac lotus love lucky mac
    magic major margarita mark maxim may mel melody melon mercy merry midnight min misty money moon
    myrtle nana ninja olive onyx opal pansy pat patience patty peace peaches peanut penny pepper petal
    phoenix ploy poppy precious prince princess promise queen rain raven ray red reed regina rich river
    rob rocket rocky rod roman rose rusty sage sandy scarlet shade shadow shorty sierra sky slim smokey
    smoky snow sonny sparkle spider star starr storm sue sugar summer sun sunny sunshine tank tiger tiny
    treasure trick trinity trip trouble tweety val velvet venus victory viola violet will willow wolf
    wren dutch doe smiley sailor babyface bandit hammer
    """
)

# Surnames that are ordinary words, covered when they follow a first name.
WORD_SURNAMES = listed(
    """
    abbot abdi adams ahmed alexis ali alphonse anderson antoine ash bailey baker ball banks barber
    bekele belanger belcourt bell bennett bergeron berry bigstone bird bishop black blood boateng bond
    boots bouchard boucher brook brooks brown bruce buck bui bull burns bush butcher butler calf cameron
    campbell cardinal caron carpenter carter castro chan chance chang charlie chase chen cheng chief
    choi church clark clay cliff coates collins cook cooper costa cote cox crane cross crow crowfoot
    cruz cunningham curry dang davis day dean diaz dick do drew drum duong eagle edwards elder evans
    farmer field fields fish fisher flores ford forest fortin foster fox francis frank fraser freeman
    frost gabriel gagne gagnon garcia gardener gauthier george gill girard gonzalez good graham grant
    grass gray green grey griffin hall hamilton hand harris hart hassan hawk hayes head henderson
    hernandez hill ho holland house huang hughes hunt hunter hussein isaac ivanov jack jackson joe john
    johnny johnson jones jordan joseph jung kaur kelly khan kim knight kovacs kowalski lake lamb lane
    lavoie law le leblanc lee levesque lewis li lin little littlechild liu long lopez louis love low ly
    lynch ma macdonald mackenzie major marsh marshall martin martinez mason may mcdonald mendoza mensah
    michel miller mills mitchell mohamed moon moose more morin morris moses murphy murray myers nagy
    nelson ngo noble noon novak nwosu obi okafor okoro ortiz osman ouellet owens owusu page paquette
    park parker patel paul pelletier penny pereira perez perry pete peters petrov pham phillips pike
    pine pond poole poor popa potter powell price prince quick quill rain ramirez ramos raven ray read
    reed reyes rice rich rivera rivers roads roberts robin robinson rock rodriguez rogers rose ross
    rossi roy russell sage sales sam sanchez sanders santos savage scott shah sharp shepherd silva
    simard simpson singer singh small smith snow spear stewart stone stoney storm street strong
    strongman summers sun sung swan tailor tesfaye thomas thompson tom tongue torres town tran trout
    turner vo wade walker wall wallace wang ward waters watson weaver webb webster west whiskeyjack
    white wild william williams wilson winter winters wolf wong wood woods wright wu xu yang yellowbird
    young zhao zhou zhu doe fry brand power gold crystal rush
    """
)

# A word after one of these is a name whatever it looks like.
TITLES = listed(
    """
    mr mrs ms miss mx dr prof sgt sergeant cst const constable cpl corporal insp inspector det detective
    supt judge justice hon honourable rev reverend pastor imam auntie aunty tita tito kuya ate kokum
    kohkom kookum mushum bhai chacha chachi mama madam madame sir sister-in-charge officer bhabi babu
    """
)

# After one of these a capitalised, unknown or name-like word is a name.
ROLES = listed(
    """
    aunt uncle cousin brother sister mother father grandmother grandfather mom dad boyfriend girlfriend
    husband wife partner boss landlord landlady nurse supervisor worker manager owner employer foreman
    recruiter consultant interpreter translator lawyer counsellor advocate caseworker doctor pimp
    trafficker dealer driver neighbour friend client daughter son elder chief big lil little daddy papa
    madam agent roommate coworker teacher tell told call called ring phone met named nicknamed aka alias
    """
)

# Verbs a person does at the head of a clause; they tell Joy who laughed from joy.
DEEDS = listed(
    """
    said says told tells thinks thought knows knew drove drives took takes worked works cleaned cleans
    introduced met wants wanted asked asks called calls phoned texted texts runs ran came went left
    moved lived lives translated flagged presents paid pays gave gives got hit hurt helped helps wrote
    heard saw looked started stopped laughed cried kept sent found promised recruited threatened brought
    bought sold used tried felt goes did does doesn't didn't won't was has had watched owned owns
    carried grabbed pushed raped beat slapped posted booked picked dropped messaged emailed charged
    demanded controlled locked refused answered agreed explained described mentioned reported yelled
    screamed lied smiled died married babysat shared held holds slept sleeps
    """
)
