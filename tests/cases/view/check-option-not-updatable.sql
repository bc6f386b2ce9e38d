-- case: CHECK OPTION needs a view that can be written
-- covers: create-view/check-option
-- error: 0A000
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT count(*) AS n FROM t WITH CHECK OPTION;
