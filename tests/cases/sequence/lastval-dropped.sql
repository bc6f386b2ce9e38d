-- case: lastval of a sequence that was dropped
-- error: 55000
DISCARD SEQUENCES;
CREATE SEQUENCE s;
CREATE SEQUENCE z;
SELECT nextval('s');
SELECT nextval('z');
SELECT lastval();
DROP SEQUENCE s;
SELECT lastval();
DROP SEQUENCE z;
SELECT lastval();
