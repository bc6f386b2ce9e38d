-- case: Parents that store a column in two ways
-- covers: create-table/inherits
-- error: 42804
CREATE TABLE p (a text);
CREATE TABLE q (a text);
ALTER TABLE p ALTER a SET STORAGE main;
CREATE TABLE c () INHERITS (p, q);
