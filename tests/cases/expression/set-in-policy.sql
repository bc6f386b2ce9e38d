-- case: In a subquery of a policy a set is allowed
CREATE TABLE t (a int, b int[]);
CREATE POLICY p ON t USING (a IN (SELECT unnest(b)));
