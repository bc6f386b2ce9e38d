BEGIN;

CREATE TABLE app.schema_history (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT schema_history_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 1975ea83b712

CREATE TABLE customers (
    id BIGSERIAL NOT NULL, 
    name TEXT DEFAULT '-- Running upgrade a -> b' NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO app.schema_history (version_num) VALUES ('1975ea83b712') RETURNING app.schema_history.version_num;

COMMIT;

BEGIN;

-- Running upgrade 1975ea83b712 -> b3c7a1d20001

-- a comment of ours
CREATE TABLE notes (id int PRIMARY KEY);

UPDATE app.schema_history SET version_num='b3c7a1d20001' WHERE app.schema_history.version_num = '1975ea83b712';

COMMIT;

BEGIN;

-- Running upgrade 1975ea83b712 -> ae1027a6acf1

ALTER TABLE customers ADD COLUMN balance NUMERIC(12, 2);

UPDATE customers SET balance = 0; -- a comment
SELECT 1;

INSERT INTO app.schema_history (version_num) VALUES ('ae1027a6acf1') RETURNING app.schema_history.version_num;

COMMIT;

BEGIN;

-- Running upgrade ae1027a6acf1, b3c7a1d20001 -> c4d8000000aa

DELETE FROM app.schema_history WHERE app.schema_history.version_num = 'ae1027a6acf1';

UPDATE app.schema_history SET version_num='c4d8000000aa' WHERE app.schema_history.version_num = 'b3c7a1d20001';

COMMIT;

BEGIN;

-- Running upgrade c4d8000000aa -> d5e9000000bb

ALTER TABLE notes ADD COLUMN body text;

COMMIT;

CREATE INDEX CONCURRENTLY notes_body ON notes (body);

BEGIN;

UPDATE app.schema_history SET version_num='d5e9000000bb' WHERE app.schema_history.version_num = 'c4d8000000aa';

COMMIT;

BEGIN;

-- Running upgrade d5e9000000bb -> e6fa000000cc

INSERT INTO notes (id, body) VALUES (1, 'x; y');

UPDATE app.schema_history SET version_num='e6fa000000cc' WHERE app.schema_history.version_num = 'd5e9000000bb';

COMMIT;

