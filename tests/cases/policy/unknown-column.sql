-- case: No such column
-- covers: policy/create
-- error: 42703
CREATE TABLE t (a int);
CREATE POLICY p ON t USING (b > 0);
