-- case: currval after DISCARD SEQUENCES
-- error: 55000
CREATE SEQUENCE s;
SELECT nextval('s');
SELECT currval('s');
DISCARD SEQUENCES;
SELECT nextval('s');
SELECT currval('s'::regclass);
DISCARD SEQUENCES;
SELECT currval('s');
