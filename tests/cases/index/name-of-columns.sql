-- case: Many columns make a long name, cut at 63 bytes
-- covers: create-index/unnamed
CREATE TABLE a_rather_long_table_name_indeed (a_rather_long_first_column int, another_rather_long_column int, c int);
CREATE INDEX ON a_rather_long_table_name_indeed (a_rather_long_first_column, another_rather_long_column);
CREATE INDEX ON a_rather_long_table_name_indeed (a_rather_long_first_column, another_rather_long_column, c);
CREATE UNIQUE INDEX ON a_rather_long_table_name_indeed (a_rather_long_first_column, another_rather_long_column);
CREATE INDEX ON a_rather_long_table_name_indeed (c);
