"""Lines written in French, where an English dictionary says nothing about a word."""

import re
from functools import lru_cache

from codebook.deid.listed import listed
from codebook.deid.words import is_ordinary

# Words that French sentences are held together by.
_HOLDING = listed(
    """
    a alors après au aucun aucune aussi autre autres aux avaient avait avant avec avoir beaucoup bien c
    ce ces cet cette chaque chez comme comment d dans de depuis des dire dit donc dont du elle elles en
    encore entre est et eux faire fait ici il ils j jamais je jusqu l la le les leur leurs lorsqu lui là
    m ma mais mes moi mon même n ne ni non nos notre nous ont ou oui où par parce pas pendant personne
    peu plus plusieurs pour pourquoi puis qu quand que quelque quelques qui quoi rien s sa sans se ses
    si soi son sont sous sur ta tes toi ton toujours tous tout toute toutes trop très une vers vos votre
    vous y ça étaient était été être
    """
)
# What French notes of interviews often say. Written for this package.
_COMMON = _HOLDING | listed(
    """
    abusée accompagnement accompagnée accueil accusé accusée accès activités adresse agent agente ai
    aide aider aidé aidée aime ainsi allait aller allons allé allée ancien ancienne anglais année années
    août appel appeler appelle appelé appelée apprentissage arabe argent arriver arrivé arrivée as assez
    attend attendait attendre attendu aujourd aujourd'hui auraient aurait auto autobus autochtone
    autochtones automne avez avocat avocate avocats avons avouer avril battue besoin besoins blessé
    blessée bon bonne bénévole c'est-à-dire caché cachée canadien canadienne cas cela cent cents
    cependant certaines certains chambre cher cherchait cherche chercheur chercheuse cherché chèque
    chère cinq clair clientes clients clinique code codes collègue colère commentaires compliqué
    compliquée comptant confiance confidentiel confidentielle confirme confirmer confirmé connaissait
    connaît conseil conseillère consentement contact contrat courriel cours craint criminel criminelle
    cru créole cuisine dangereuse dangereux date dates demain demande demander demandé demandée dette
    dettes deux difficile difficilement difficultés dimanche directeur directrice disait disent disons
    dix docteur docteure document documents dollars donner donné donnée dormait dormir dort dossier
    dossiers douze droit durant durée début décembre elle-même embauché embauchée emploi employeur
    enceinte endroit enfant enfants enquête enquêteur enregistrement enregistrée ensuite entretien
    entrevue envers espagnol espoir exploitation exploité exploitée fais faite faites fallait famille
    familles fatigué fatiguée faut faux femme femmes ferme fermé fermée fille filles fin fois fonds font
    forcé forcée formation formations formulaire formulaires formule francophone francophones français
    frappée froid frère février gardaient gardait gardé gardée gendarmerie gens gentil gentille
    gouvernement grand grande grands grc groupe grâce habitait habite heure heures heureuse heureux hier
    histoire hiver homme hommes honte huit hébergement hébergé hébergée hôpital immigrant immigrante
    immigrants immigration important importante infirmière infirmières injuste interprète interprètes
    interprétation intervenant intervenante intervenantes inuit isolement isolé isolée janvier jeudi
    jeune jeunes jour jours juge juillet juin juste langue langues libre libres liens lieu lit lits
    logement logements loin loyer lui-même lundi là-bas madame main mains maintenant maison maisons
    malade malgré mange mangeait manger manque manquons mardi mari mars matin meilleur meilleure menaces
    menacé menacée mentale menti merci mercredi message messages met mettait mettre midi mille ministère
    minuit mise moi-même moins mois moment monsieur mère mère-là médecin médicament médicaments méfiance
    ménage métis nettoyage neuf nom noms notes nouveau nouvelle nouvelles novembre nuit numéro obligé
    obligée obstacles octobre offre offrent offrons on onze organisme organismes oublié ouvert ouverte
    paie papiers parfois parle parler parlé part parti partie partir passeport patron patronne patronnes
    patrons pause payer pays payé payée payées payés pendjabi pensait pense pensent penser perdu perdue
    perdus permis petit petite peur peut peut-être peuvent place places plainte plein pleine pleurait
    pleuré police policier policiers policière portugais pouvait pouvez premier première prenait prend
    prendre preuves printemps pris prise programme programmes propriétaire protection province présent
    présente présentes présents quel quelle quelles quelqu quelqu'un quels question questions quinze
    quitter quitté quittée raconte raconter raconté raison rappeler rappelé recevoir recherche
    recommandations refuge refuges rencontre rendez-vous repas respect ressource ressources restait
    restaurant reste resté restée retard retour reçu reçue reçues roumain route réfugié réfugiée
    réfugiés référence référer référé référée référées référés région régions réponse réponses réseau
    réunion sait salaire samedi santé savait savoir selon semaine semaines sentait senti sentir sept
    septembre serre serres service services seul seule seulement signé signée situation six social
    sociale sociales sociaux soeur soir sommeil sort sortie sortir soutien souvent stress suite suivi
    suivie suivis suivre sujet surnommé surnommée surtout survivante survivantes survivants sécuritaire
    sécurité sûr sûre sûres sœur tandis tard temps territoire thème thèmes tiens toutefois traite trajet
    transition transport travail travaillait travaille travailler travailleur travailleurs travailleuse
    travailleuses travaux trente tribunal tristes trois trouver trouvé téléphone un usine va vais venait
    vendredi venir venu venue veulent veut vide vie vieille viennent vient vieux village ville vingt
    violence violée virement visa vivait vivre voici voilà voir voisin voisine voiture vont voudrait
    voulait voulu vous-même vrai vraie vraiment vu vue âge école écoute écouté écoutée écrites épuisant
    épuisante équipe étape étapes étranger étrangers étude études étudiant étudiante évaluation
    """
)
# Words that stand in English lines too.
_SHARED = listed(
    """
    a y d l n j c s m en son mon ton sa ma ta me on or pour sur plus comment dire ne si toi ni se met part
    sort reste
    """
)
_WORD = re.compile(r"[^\W\d_]+")
_SHARE = 0.35


@lru_cache(maxsize=4096)
def is_french(line: str) -> bool:
    """Whether a line reads as French: enough common words, some of which English does not have."""
    words = [word.lower() for word in _WORD.findall(line)]
    common = [word for word in words if word in _COMMON]
    own = sum(word not in _SHARED and (word in _HOLDING or not is_ordinary(word)) for word in common)
    return own >= (1 if len(words) < 5 else 2) and len(common) >= max(_SHARE * len(words), min(2, len(words)))


def is_common(word: str) -> bool:
    """Whether a lower-case word, or what follows its elision, is a common French one."""
    plain = word.replace("\u2019", "'")
    plain = plain.rpartition("'")[2] or plain
    return plain in _COMMON or all(part in _COMMON for part in plain.split("-"))
