-- case: Default bounds follow the type, given ones stay
-- covers: alter-sequence/as
CREATE SEQUENCE a AS smallint;
CREATE SEQUENCE b AS smallint MAXVALUE 100;
CREATE SEQUENCE c AS bigint;
ALTER SEQUENCE a AS bigint;
ALTER SEQUENCE b AS bigint;
ALTER SEQUENCE c AS smallint;
