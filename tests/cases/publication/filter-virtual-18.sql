-- case: A virtual column in WHERE
-- postgres: 18
CREATE TABLE reading (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) VIRTUAL);
CREATE PUBLICATION feed FOR TABLE reading WHERE (twice > 3);
