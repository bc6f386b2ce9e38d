-- case: Two collations of columns leave that of a materialized view unclear
-- covers: create-view/view
-- error: 42P22
CREATE TABLE s (b text COLLATE "C", c text COLLATE "POSIX", d text);
CREATE MATERIALIZED VIEW m AS SELECT CASE WHEN b > d THEN b ELSE c END AS bc FROM s;
