-- case: Constraints that are not enforced
-- covers: create-table/not-enforced, create-table/enforced
-- postgres: 18
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE t (a int CHECK (a > 0) NOT ENFORCED, b int CHECK (b > 0) ENFORCED, c int REFERENCES p NOT ENFORCED, CONSTRAINT x CHECK (a > b) NOT ENFORCED, FOREIGN KEY (b) REFERENCES p ENFORCED);
