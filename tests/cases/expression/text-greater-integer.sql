-- case: No operator compares text with an integer
-- covers: create-table/check
-- error: 42883
CREATE TABLE t (a text CHECK (a > 5));
