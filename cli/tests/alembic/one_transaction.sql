BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1975ea83b712

CREATE TABLE customers (
    id BIGSERIAL NOT NULL, 
    name TEXT DEFAULT '-- Running upgrade a -> b' NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('1975ea83b712') RETURNING alembic_version.version_num;

-- Running upgrade 1975ea83b712 -> b3c7a1d20001

-- a comment of ours
CREATE TABLE notes (id int PRIMARY KEY);

UPDATE alembic_version SET version_num='b3c7a1d20001' WHERE alembic_version.version_num = '1975ea83b712';

-- Running upgrade 1975ea83b712 -> ae1027a6acf1

ALTER TABLE customers ADD COLUMN balance NUMERIC(12, 2);

UPDATE customers SET balance = 0; -- a comment
SELECT 1;

INSERT INTO alembic_version (version_num) VALUES ('ae1027a6acf1') RETURNING alembic_version.version_num;

-- Running upgrade ae1027a6acf1, b3c7a1d20001 -> c4d8000000aa

DELETE FROM alembic_version WHERE alembic_version.version_num = 'ae1027a6acf1';

UPDATE alembic_version SET version_num='c4d8000000aa' WHERE alembic_version.version_num = 'b3c7a1d20001';

-- Running upgrade c4d8000000aa -> d5e9000000bb

ALTER TABLE notes ADD COLUMN body text;

COMMIT;

CREATE INDEX CONCURRENTLY notes_body ON notes (body);

BEGIN;

UPDATE alembic_version SET version_num='d5e9000000bb' WHERE alembic_version.version_num = 'c4d8000000aa';

-- Running upgrade d5e9000000bb -> e6fa000000cc

INSERT INTO notes (id, body) VALUES (1, 'x; y');

UPDATE alembic_version SET version_num='e6fa000000cc' WHERE alembic_version.version_num = 'd5e9000000bb';

COMMIT;

