-- case: CASCADE brings what is needed
-- covers: create-extension/cascade
CREATE EXTENSION earthdistance CASCADE;
CREATE TABLE t (a cube, b earth);
