-- case: A virtual column cannot have a domain type
-- covers: create-table/generated-virtual
-- postgres: 18
-- error: 0A000
CREATE DOMAIN d AS int;
CREATE TABLE t (a int, b d GENERATED ALWAYS AS (a * 2) VIRTUAL);
