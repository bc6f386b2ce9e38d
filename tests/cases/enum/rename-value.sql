-- case: A label renamed; defaults follow
-- covers: alter-type/rename-value
CREATE TYPE e AS ENUM ('a', 'b');
CREATE TABLE t (v e DEFAULT 'a', w text CHECK (w <> 'a'));
ALTER TYPE e RENAME VALUE 'a' TO 'z';
