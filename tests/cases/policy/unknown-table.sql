-- case: No such table
-- covers: policy/create
-- error: 42P01
CREATE POLICY p ON nosuch USING (true);
