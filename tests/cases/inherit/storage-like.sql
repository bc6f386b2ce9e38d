-- case: LIKE … INCLUDING STORAGE beside a parent that stores the column in another way
-- covers: create-table/inherits, create-table/like
-- error: 42804
CREATE TABLE p (a text);
CREATE TABLE q (a text);
ALTER TABLE p ALTER a SET STORAGE main;
CREATE TABLE c (LIKE q INCLUDING STORAGE) INHERITS (p);
