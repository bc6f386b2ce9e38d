-- case: A domain compares as its base type
-- covers: create-table/references, create-domain/domain
CREATE DOMAIN d AS int;
CREATE TABLE p (a d PRIMARY KEY);
CREATE TABLE c (a int REFERENCES p, b d REFERENCES p);
