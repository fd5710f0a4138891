"""The tables of a catalogue, and the steps that bring an old one up to date."""

TOKENIZER = "porter unicode61 remove_diacritics 2"

# The lexical index keeps no text: a passage is a slice of its article, given again when it is taken out. What is long
# stands last in its row, for SQLite reads a row up to the column asked for.
_TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (path BLOB PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, recipe INTEGER NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, title TEXT, outlet TEXT, author TEXT, published TEXT, published_from TEXT,
    url TEXT, recipe INTEGER NOT NULL, skipped TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE names (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, path BLOB NOT NULL, shown TEXT NOT NULL,
    PRIMARY KEY (article_id, path)) WITHOUT ROWID;
CREATE INDEX names_by_path ON names (path);
CREATE TABLE embeddings (number INTEGER PRIMARY KEY, content BLOB NOT NULL UNIQUE, vector BLOB NOT NULL);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    words INTEGER NOT NULL, sentences TEXT NOT NULL, embedding INTEGER NOT NULL REFERENCES embeddings);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_embedding ON passages (embedding);
CREATE VIRTUAL TABLE lexical USING fts5(
    title, body, content='', tokenize='{TOKENIZER}');
CREATE VIRTUAL TABLE postings USING fts5vocab(lexical, instance);
"""
_DERIVED = """
CREATE TABLE traits (
    article_id TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, first TEXT, runs INTEGER NOT NULL,
    signature BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX traits_by_first ON traits (first) WHERE first IS NOT NULL;
CREATE TABLE compared (
    earlier TEXT NOT NULL REFERENCES articles ON DELETE CASCADE,
    later TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, copy INTEGER NOT NULL,
    PRIMARY KEY (earlier, later)) WITHOUT ROWID;
CREATE INDEX compared_by_later ON compared (later);
CREATE TABLE leans (
    article_id TEXT NOT NULL REFERENCES articles ON DELETE CASCADE, start INTEGER NOT NULL, end INTEGER NOT NULL,
    name TEXT NOT NULL, PRIMARY KEY (article_id, start, end)) WITHOUT ROWID;
"""
_SENTENCES = """
CREATE TABLE sentence_vectors (
    embedding INTEGER PRIMARY KEY REFERENCES embeddings ON DELETE CASCADE, vectors BLOB NOT NULL);
"""
STEPS = (_TABLES, _DERIVED, _SENTENCES)
"""Step n makes version n + 1 of version n, so an old store becomes a new one by the steps that it lacks."""
SCHEMA = len(STEPS)
