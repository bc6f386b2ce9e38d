-- case: From 18 on with one
-- covers: create-table/primary-key, create-table/inherits
-- postgres: 18
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c () INHERITS (p);
CREATE TABLE q (b int);
CREATE TABLE d () INHERITS (q);
ALTER TABLE q ADD PRIMARY KEY (b);
