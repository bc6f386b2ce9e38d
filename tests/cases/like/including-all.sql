-- case: Everything that LIKE can copy
-- covers: create-table/like-including-all
CREATE TABLE s (
    id bigint GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY, a int NOT NULL DEFAULT 1 CHECK (a > 0), b text UNIQUE,
    c int GENERATED ALWAYS AS (a + 1) STORED, CONSTRAINT ab CHECK (a > 1 OR b <> '')
);
CREATE INDEX s_lower ON s (lower(b)) WHERE a > 3;
CREATE INDEX mine ON s (a DESC, b);
COMMENT ON TABLE s IS 'table';
COMMENT ON COLUMN s.a IS 'column a';
COMMENT ON CONSTRAINT ab ON s IS 'constraint ab';
COMMENT ON INDEX mine IS 'index mine';
CREATE TABLE t (LIKE s INCLUDING ALL);
