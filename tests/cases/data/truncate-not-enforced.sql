-- case: A foreign key that is not enforced does not stand against TRUNCATE
-- postgres: 18
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int REFERENCES a NOT ENFORCED);
TRUNCATE a;
