-- case: Before 18 NOT NULL of a primary key is inherited without a constraint
-- covers: create-table/primary-key, create-table/inherits
-- postgres: 15
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c () INHERITS (p);
CREATE TABLE q (b int);
CREATE TABLE d () INHERITS (q);
ALTER TABLE q ADD PRIMARY KEY (b);
