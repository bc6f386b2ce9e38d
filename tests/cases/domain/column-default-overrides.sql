-- case: A column's own default beside the domain's
-- covers: create-domain/default, create-table/default
CREATE DOMAIN d AS int DEFAULT 7;
CREATE TABLE t (a d, b d DEFAULT 8, c d DEFAULT NULL);
