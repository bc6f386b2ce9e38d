-- case: All attribute actions
-- covers: alter-type/add-attribute, alter-type/drop-attribute, alter-type/alter-attribute, alter-type/rename-attribute
CREATE TYPE c AS (a int, b text, d int);
ALTER TYPE c ADD ATTRIBUTE e date;
ALTER TYPE c ADD ATTRIBUTE f text COLLATE "C" CASCADE;
ALTER TYPE c DROP ATTRIBUTE d;
ALTER TYPE c DROP ATTRIBUTE IF EXISTS nosuch;
ALTER TYPE c ALTER ATTRIBUTE a TYPE bigint;
ALTER TYPE c ALTER ATTRIBUTE b SET DATA TYPE varchar(20) COLLATE "C" CASCADE;
ALTER TYPE c RENAME ATTRIBUTE e TO g;
ALTER TYPE c RENAME ATTRIBUTE a TO h CASCADE;
ALTER TYPE c ADD ATTRIBUTE x int, DROP ATTRIBUTE IF EXISTS b CASCADE, ALTER ATTRIBUTE f TYPE text;
