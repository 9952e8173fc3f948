"""What each version of the program changed in a project file, as the statements that change it."""

POLICY = """
CREATE TABLE treatments (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE,
  kind TEXT NOT NULL, role TEXT NOT NULL, treatment TEXT NOT NULL, UNIQUE (kind, role)) STRICT;
CREATE TABLE allowed (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE,
  text TEXT NOT NULL, reason TEXT NOT NULL, interview_id INTEGER REFERENCES interviews (id),
  stamp BLOB NOT NULL, UNIQUE (text, interview_id)) STRICT;
CREATE INDEX ix_allowed_interview_id ON allowed (interview_id)
"""
"""Version 2: a project's own treatments, and the words that people allowed."""

ENTRY = """
ALTER TABLE guides ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
ALTER TABLE questions ADD COLUMN section_names TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN probes TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN alternatives TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN attribute TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN choices TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN identifying INTEGER NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN quotable INTEGER NOT NULL DEFAULT 1;
ALTER TABLE interviews ADD COLUMN consent TEXT NOT NULL DEFAULT 'missing';
UPDATE interviews SET consent = 'not-needed' WHERE case_id IN
  (SELECT id FROM cases WHERE role = 'provider');
UPDATE interviews SET consent = 'documented' WHERE consent = 'missing' AND EXISTS
  (SELECT 1 FROM passages AS p JOIN questions AS q ON q.id = p.question_id
   WHERE p.interview_id = interviews.id AND p.status = 'answered' AND q.kind = 'section');
UPDATE interviews SET consent = 'documented' WHERE consent = 'missing'
  AND (SELECT count(*) FROM questions WHERE kind = 'consent' AND guide_id = interviews.guide_id) BETWEEN 1 AND
  (SELECT count(DISTINCT p.question_id) FROM passages AS p JOIN questions AS q ON q.id = p.question_id
   WHERE p.interview_id = interviews.id AND p.status = 'answered' AND q.kind = 'consent');
CREATE TABLE drafts (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE,
  guide_id INTEGER NOT NULL REFERENCES guides (id), case_id INTEGER REFERENCES cases (id),
  coder_id INTEGER NOT NULL REFERENCES coders (id), place INTEGER NOT NULL, cursor INTEGER NOT NULL,
  seconds INTEGER NOT NULL, revision INTEGER NOT NULL) STRICT;
CREATE INDEX ix_drafts_guide_id ON drafts (guide_id);
CREATE INDEX ix_drafts_case_id ON drafts (case_id);
CREATE INDEX ix_drafts_coder_id ON drafts (coder_id);
CREATE TABLE draft_answers (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id), place INTEGER NOT NULL, status TEXT NOT NULL,
  text TEXT NOT NULL, stamp BLOB NOT NULL, UNIQUE (draft_id, place)) STRICT;
CREATE INDEX ix_draft_answers_draft_id ON draft_answers (draft_id);
CREATE TABLE draft_words (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, uuid BLOB NOT NULL UNIQUE,
  draft_id INTEGER NOT NULL REFERENCES drafts (id), text TEXT NOT NULL, reason TEXT NOT NULL,
  everywhere INTEGER NOT NULL, stamp BLOB NOT NULL, UNIQUE (draft_id, text)) STRICT;
CREATE INDEX ix_draft_words_draft_id ON draft_words (draft_id)
"""
"""Version 3: notes being typed, guides of a team's own, consent and quoting; questions are proved anew."""
