-- case: GRANT ON TYPE takes a name, which `int` is not
-- error: 42704
GRANT USAGE ON TYPE int TO PUBLIC;
