-- case: A policy is a condition
-- covers: policy/create
-- error: 42804
CREATE TABLE t (a int);
CREATE POLICY p ON t USING (a + 1);
