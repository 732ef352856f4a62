CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, title TEXT NOT NULL, organization TEXT, kind TEXT,
    as_of TEXT, period TEXT, format TEXT NOT NULL, entry_hash TEXT NOT NULL, warnings TEXT NOT NULL, extra TEXT NOT NULL, added TEXT NOT NULL
); -- warnings, extra: JSON
CREATE UNIQUE INDEX IF NOT EXISTS documents_by_path ON documents (path);
CREATE TABLE IF NOT EXISTS sections (document_id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY (document_id, position));
CREATE TABLE IF NOT EXISTS tables (id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL, json TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS source_lines (document_id TEXT NOT NULL, number INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (document_id, number));
CREATE TABLE IF NOT EXISTS chunks (id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL, first_unit INTEGER NOT NULL, last_unit INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS chunks_by_document ON chunks (document_id);
CREATE VIRTUAL TABLE IF NOT EXISTS chunk_text USING fts5 (own, headings, title, chunk_id UNINDEXED, document_id UNINDEXED, tokenize = "unicode61 remove_diacritics 0 tokenchars '-.%'");
CREATE TABLE IF NOT EXISTS figures (id TEXT PRIMARY KEY, document_id TEXT NOT NULL, table_id TEXT, position INTEGER NOT NULL, json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS figures_by_table ON figures (table_id);
CREATE INDEX IF NOT EXISTS figures_by_document ON figures (document_id);
CREATE TABLE IF NOT EXISTS units (id TEXT PRIMARY KEY, document_id TEXT NOT NULL, position INTEGER NOT NULL, table_id TEXT, grid_row INTEGER, embedding_text TEXT NOT NULL, json TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS units_by_document ON units (document_id, position);
CREATE INDEX IF NOT EXISTS units_by_table ON units (table_id, grid_row);
CREATE VIRTUAL TABLE IF NOT EXISTS unit_text USING fts5 (own, labels, headings, title, unit_id UNINDEXED, document_id UNINDEXED, tokenize = "unicode61 remove_diacritics 0 tokenchars '-.%'");
CREATE VIRTUAL TABLE IF NOT EXISTS unit_words USING fts5vocab (unit_text, row);
CREATE TABLE IF NOT EXISTS results (path TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, content TEXT NOT NULL, tried_with TEXT NOT NULL, at TEXT NOT NULL); -- what came of every file
CREATE TABLE IF NOT EXISTS replaced (document_id TEXT PRIMARY KEY, path TEXT NOT NULL, by_id TEXT NOT NULL, at TEXT NOT NULL); -- documents whose file holds another one now
CREATE TABLE IF NOT EXISTS standings (document_id TEXT PRIMARY KEY, superseded_by TEXT NOT NULL, same_as TEXT NOT NULL); -- documents that don't answer by default
