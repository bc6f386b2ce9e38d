-- case: A virtual column cannot refer
-- covers: create-table/generated-virtual
-- postgres: 18
-- error: 0A000
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL REFERENCES p);
