-- case: Columns change to a domain and back
-- covers: alter-table/type, create-domain/domain
CREATE DOMAIN d AS varchar(20) CHECK (VALUE <> '');
CREATE TABLE t (a text, b d);
ALTER TABLE t ALTER COLUMN a TYPE d, ALTER COLUMN b TYPE text;
