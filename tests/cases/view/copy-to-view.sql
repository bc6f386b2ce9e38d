-- case: COPY into a view without a trigger
-- covers: create-view/view
-- error: 42809
CREATE TABLE t (a int, b text);
CREATE VIEW v AS SELECT a FROM t;
COPY v FROM '/dev/null';
