-- case: Names that begin with pg_ are kept
-- covers: create-schema/schema
-- error: 42939
CREATE SCHEMA pg_mine;
